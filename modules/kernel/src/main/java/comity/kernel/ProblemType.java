package comity.kernel;

/**
 * A kind of problem, stable API: one enum of these per module, documented in {@code
 * docs/problems.md} and served at {@code /problems/{slug}}. Source: RFC 9457.
 */
public interface ProblemType {

    /** The last segment of the type's address, lower case with hyphens. */
    String slug();

    /** A short sentence that does not change from occurrence to occurrence. */
    String title();

    /** The HTTP status it is sent with. */
    int status();

    /** What it means and what the caller can do, for the published page. */
    String meaning();
}
