package comity.verification;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people write where they have no number. It would be the number of everyone who has none, so
 * that one person's record answered for another. Source: docs/domains/background-verification.md.
 */
final class Placeholders {

    private static final Set<String> WORDS =
            Set.of(
                    "UNKNOWN",
                    "NOTKNOWN",
                    "NONE",
                    "NA",
                    "NIL",
                    "NULL",
                    "UNDEFINED",
                    "NOTAPPLICABLE",
                    "NOTAVAILABLE",
                    "NOTPROVIDED",
                    "NOTGIVEN",
                    "NONUMBER",
                    "NUMBER",
                    "PASSPORT",
                    "MISSING",
                    "PENDING",
                    "TBA",
                    "TBC",
                    "TBD",
                    "TEST",
                    "DUMMY",
                    "INCONNU",
                    "AUCUN",
                    "DESCONOCIDO",
                    "NINGUNO");

    /** Noughts and crosses, however many; five and more of anything else; counting up. */
    private static final Pattern FILLED =
            Pattern.compile("0+|X+|(.)\\1{4,}|12345(6(7(8(90?)?)?)?)?");

    private Placeholders() {}

    /**
     * Whether a number is none.
     *
     * @param normalized upper case, letters and digits only
     */
    static boolean has(String normalized) {
        return normalized.isEmpty()
                || WORDS.contains(normalized)
                || FILLED.matcher(normalized).matches();
    }
}
