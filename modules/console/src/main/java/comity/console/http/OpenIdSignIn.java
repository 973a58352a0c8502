package comity.console.http;

import comity.console.openid.Attempt;
import comity.console.openid.OpenIdProvider;
import comity.console.openid.OpenIdRefused;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.people.People;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * To the provider, and back. The provider's answer comes from another site, where no cookie of the
 * console goes along: the page at {@link Addresses#OPENID_RETURN} therefore only leads on, within
 * this site, to {@link Addresses#OPENID_DONE}, where the attempt and a form that was kept are at
 * hand again.
 */
public class OpenIdSignIn extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = System.getLogger(OpenIdSignIn.class.getName());

    private static final String ATTEMPT = "comity-openid";
    private static final int MINUTES_10 = 600;
    private static final int LONGEST_CODE = 4096;

    @Inject transient Optional<OpenIdProvider> provider;
    @Inject transient People people;
    @Inject transient Visit visit;
    @Inject transient SecureRandom random;

    /**
     * @throws Problem {@link KernelProblem#NOT_FOUND} where no provider is set
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var known =
                provider.orElseThrow(
                        () -> Problem.of(KernelProblem.NOT_FOUND, "No provider is set."));
        try {
            if (request.getRequestURI().equals(Addresses.OPENID)) {
                begin(request, response, known);
            } else {
                finish(request, response, known);
            }
        } catch (OpenIdRefused refused) {
            LOG.log(Level.WARNING, "Signing in by OpenID Connect: {0}", refused.getMessage());
            go(response, Addresses.SIGN_IN + "?openid=refused");
        }
    }

    private void begin(
            HttpServletRequest request, HttpServletResponse response, OpenIdProvider known)
            throws IOException, OpenIdRefused {
        var attempt = Attempt.begin(random, Addresses.safe(parameter(request, "to")));
        response.addCookie(cookie(attempt.text(), MINUTES_10));
        go(response, known.authorization(attempt).toString());
    }

    private void finish(
            HttpServletRequest request, HttpServletResponse response, OpenIdProvider known)
            throws IOException, OpenIdRefused {
        response.addCookie(cookie("", 0));
        var attempt = attempt(request).orElseThrow(() -> new OpenIdRefused("no-attempt"));
        if (!attempt.answeredBy(parameter(request, "state"))) {
            throw new OpenIdRefused("another-attempt");
        }
        var code = parameter(request, "code");
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            throw new OpenIdRefused("provider-refused");
        }
        if (!people.mayTryElsewhere(visit.remoteAddress())) {
            throw new OpenIdRefused("too-many-attempts");
        }
        var name = known.redeem(code, parameter(request, "iss"), attempt);
        var person =
                people.known(name, visit.remoteAddress())
                        .orElseThrow(() -> new OpenIdRefused("nobody-of-this-name"));
        Session.begin(visit.request(), person, person.entity());
        go(response, Addresses.safe(attempt.to()));
    }

    private Optional<Attempt> attempt(HttpServletRequest request) {
        return Arrays.stream(
                        Optional.ofNullable(request.getCookies()).orElseGet(() -> new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(name()))
                .findFirst()
                .flatMap(cookie -> Attempt.of(cookie.getValue()));
    }

    private Cookie cookie(String value, int seconds) {
        var cookie = new Cookie(name(), value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(!visit.isSandbox());
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }

    /** No neighbour of the same domain can set a cookie of such a name (RFC 6265bis, 4.1.3.2). */
    private String name() {
        return visit.isSandbox() ? ATTEMPT : "__Host-" + ATTEMPT;
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    private static void go(HttpServletResponse response, String address) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
    }
}
