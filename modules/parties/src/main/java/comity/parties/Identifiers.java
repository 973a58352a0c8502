package comity.parties;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.DomainValidator.ArrayType;
import org.apache.commons.validator.routines.DomainValidator.Item;
import org.apache.commons.validator.routines.UrlValidator;

/** The syntax of codes, names, identifiers and authorities. */
final class Identifiers {

    private static final Pattern CODE = Pattern.compile("(?=.{2,40}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
    private static final Pattern AREA = Pattern.compile("(?=.{2,60}$)[a-z]+(-[a-z]+)*");

    /** RFC 2606 reserves these for examples and tests, and no registry lists them. */
    private static final List<Item> RESERVED =
            List.of(new Item(ArrayType.GENERIC_PLUS, new String[] {"example", "test"}));

    private static final DomainValidator HOSTS = DomainValidator.getInstance(true, RESERVED);

    private static final UrlValidator HTTPS =
            new UrlValidator(
                    new String[] {"https"}, null, 0, DomainValidator.getInstance(false, RESERVED));

    private Identifiers() {}

    static void requireCode(String code) {
        require(
                CODE.matcher(code).matches(),
                "An entity's code has 2 to 40 letters, digits and inner hyphens.");
    }

    static void requireName(String name) {
        require(
                !name.isBlank() && name.equals(name.strip()) && name.length() <= 200,
                "An entity's name has 1 to 200 characters.");
    }

    static void requireArea(String area) {
        require(
                AREA.matcher(area).matches(),
                "An area is written in lower case words with hyphens.");
    }

    /** "An entity's identifier is an HTTPS URI that it owns" (protocol, section 1). */
    static void requireIdentifier(URI identifier) {
        require(
                HTTPS.isValid(identifier.toString())
                        && identifier.toString().length() <= 300
                        && identifier.getRawUserInfo() == null
                        && identifier.getRawQuery() == null
                        && identifier.getRawFragment() == null,
                "An entity's identifier is an HTTPS URI with a public host, without query or fragment.");
    }

    /** Whether a host is a domain name that can be public, or local for an evaluation. */
    static boolean isHost(String host) {
        return HOSTS.isValid(host)
                || org.apache.commons.validator.routines.InetAddressValidator.getInstance()
                        .isValid(host.replaceAll("^\\[|]$", ""));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.of(KernelProblem.INVALID_REQUEST, otherwise);
        }
    }
}
