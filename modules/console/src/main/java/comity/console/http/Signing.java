package comity.console.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every act of the entity asks of the person who signs: the office, that what follows was
 * read, and the password again. The view is {@code parts/signing.xhtml}.
 */
@RequestScoped
public class Signing {

    /** As the schema {@code act} has a line of text, without what would turn the direction. */
    private static final Pattern LINE =
            Pattern.compile("[^\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]{1,120}");

    /** Of the name, a comma and the office, in characters: the line of the schema. */
    private static final int LONGEST = 200;

    @Inject Visit visit;
    @Inject Confirmation confirmation;

    /**
     * Reads the form; the password is asked for once the rest is right.
     *
     * @param errors of the form by field, to which what is wrong is added
     * @return who signs, in what office: one line; empty if anything is wrong
     */
    Optional<String> signatory(Map<String, String> errors) {
        var words = visit.words();
        var office = visit.parameter("office").strip();
        if (!LINE.matcher(office).matches()) {
            errors.put(
                    "office",
                    words.of(office.isEmpty() ? "act.office.missing" : "act.office.line"));
        }
        var signatory = visit.officer().person().name() + ", " + office;
        if (signatory.codePointCount(0, signatory.length()) > LONGEST) {
            errors.putIfAbsent("office", words.of("act.office.room"));
        }
        if (!visit.parameter("understood").equals("yes")) {
            errors.put("understood", words.of("act.understood.missing"));
        }
        return confirmation.isGiven(errors) ? Optional.of(signatory) : Optional.empty();
    }
}
