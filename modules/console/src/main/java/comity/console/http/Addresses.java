package comity.console.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the pages are. */
final class Addresses {

    static final String ROOT = "/console";
    static final String HOME = ROOT + "/home";
    static final String SIGN_IN = ROOT + "/sign-in";
    static final String ERROR = ROOT + "/error";

    /** Signing in by a provider of OpenID Connect: out, back, and on. */
    static final String OPENID = ROOT + "/openid";

    static final String OPENID_RETURN = ROOT + "/openid-return";
    static final String OPENID_DONE = ROOT + "/openid-done";
    static final String CSV = ROOT + "/csv/";

    /** One version of an agreement, to take along. */
    static final String AGREEMENT_PDF = ROOT + "/agreement-pdf";

    static final String AGREEMENT_JSON = ROOT + "/agreement-json";

    /** All pages that can be asked for; the same as in {@code META-INF/web-fragment.xml}. */
    static final Set<String> PAGES =
            Set.of(
                    HOME,
                    SIGN_IN,
                    ROOT + "/password",
                    ROOT + "/entities",
                    ROOT + "/entity",
                    ROOT + "/key-new",
                    ROOT + "/key-renew",
                    ROOT + "/key-revoke",
                    ROOT + "/agreements",
                    ROOT + "/agreement",
                    ROOT + "/agreement-act",
                    ROOT + "/mandate-new",
                    ROOT + "/mandate-act",
                    ROOT + "/mandate",
                    ROOT + "/mandates",
                    ROOT + "/agreement-draft",
                    ROOT + "/agreement-stage",
                    ROOT + "/agreement-compare",
                    AGREEMENT_PDF,
                    AGREEMENT_JSON,
                    ROOT + "/approvals",
                    ROOT + "/approval",
                    ROOT + "/classes",
                    ROOT + "/class-versions",
                    ROOT + "/class-change",
                    ROOT + "/class-proposals",
                    ROOT + "/class-proposal",
                    ROOT + "/exchanges",
                    ROOT + "/exchange",
                    ROOT + "/simulator");

    static final Set<String> LISTS =
            Stream.of(
                            "entities",
                            "agreements",
                            "exchanges",
                            "approvals",
                            "mandates",
                            "proposals",
                            "versions",
                            "properties")
                    .map(name -> CSV + name)
                    .collect(Collectors.toUnmodifiableSet());

    /** What is open to somebody who has not signed in. */
    static final Set<String> OPEN = Set.of(SIGN_IN, OPENID, OPENID_RETURN, OPENID_DONE);

    private static final int LONGEST = 1000;

    private Addresses() {}

    /** An address of a page of this console, never of anywhere else; home if it is none. */
    static String safe(String address) {
        int query = address.indexOf('?');
        var path = query < 0 ? address : address.substring(0, query);
        boolean isPlain = address.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\');
        return isPlain
                        && address.length() <= LONGEST
                        && PAGES.contains(path)
                        && !path.equals(SIGN_IN)
                ? address
                : HOME;
    }

    static String signIn(String to) {
        return SIGN_IN + "?to=" + encoded(to);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
