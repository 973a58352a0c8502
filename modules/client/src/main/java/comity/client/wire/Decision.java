package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agreements decided, and by which clauses.
 *
 * @param outcome {@code permitted}, {@code needs-approval} or {@code refused}
 * @param agreement the agreement that permits
 * @param version of its text
 * @param clauses those that permit, by stable names such as {@code categories/0}
 * @param permitted what may be disclosed, whether a record has it or not
 * @param withheld what was wanted and is not given
 * @param clause of a refusal: the one that came nearest
 * @param why of a refusal: a stable code
 * @param misses of a refusal: how near each agreement in force came
 * @param approval the clauses that call for a person's approval
 */
public record Decision(
        String outcome,
        @Nullable String agreement,
        @Nullable Long version,
        @Nullable List<String> clauses,
        @Nullable List<Permitted> permitted,
        @Nullable List<Withheld> withheld,
        @Nullable String clause,
        @Nullable String why,
        @Nullable List<Miss> misses,
        @Nullable List<String> approval) {

    /** One property, or all below a container, and the category of the terms that permits it. */
    public record Permitted(String pointer, String clause) {}

    /** One property that was not disclosed. */
    public record Withheld(String pointer, @Nullable String clause, String why) {}

    /** How near one agreement came. */
    public record Miss(
            String agreement, Long version, String clause, String why, @Nullable String pointer) {}

    /** Whether something may be disclosed. */
    public boolean permits() {
        return outcome.equals("permitted");
    }

    /** Whether a person at the issuer has to approve first. */
    public boolean needsApproval() {
        return outcome.equals("needs-approval");
    }

    /** What may be disclosed; none in a refusal. */
    public List<Permitted> permittedOrNone() {
        return permitted == null ? List.of() : permitted;
    }

    /** What was wanted and is not given; none in a refusal, which gives nothing. */
    public List<Withheld> withheldOrNone() {
        return withheld == null ? List.of() : withheld;
    }
}
