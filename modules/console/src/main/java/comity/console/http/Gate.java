package comity.console.http;

import comity.kernel.Ids;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.http.Trace;
import comity.parties.NodeIdentity;
import comity.parties.people.NotPermitted;
import comity.parties.people.Officer;
import comity.parties.people.People;
import jakarta.faces.application.ViewExpiredException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every request for a page passes: who it is, read from the database each time; without whom
 * there is nothing but the page to sign in; and, after the page, what to show where it failed.
 */
public class Gate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = System.getLogger(Gate.class.getName());

    private static final String LANGUAGE = "comity-language";
    private static final int YEAR_SECONDS = 31_536_000;

    @Inject transient People people;
    @Inject transient Visit visit;
    @Inject transient KeptForms forms;
    @Inject transient NodeIdentity node;
    @Inject transient Ids ids;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        request.setCharacterEncoding("UTF-8");
        var path = request.getRequestURI();
        if (path.equals(Addresses.ROOT) || path.equals(Addresses.ROOT + "/")) {
            go(response, Addresses.HOME);
            return;
        }
        var form = new SentForm(request);
        if (!form.isReadable()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (form.isForged()) {
            go(response, Addresses.OPEN.contains(path) ? Addresses.SIGN_IN : Addresses.safe(path));
            return;
        }
        var officer = officer(request);
        visit.begin(request, officer, locale(request, officer));
        if (request.getMethod().equals("GET")
                && !form.isFromElsewhere(origin())
                && choose(request, response, officer)) {
            return;
        }
        if (officer.isEmpty() && !Addresses.OPEN.contains(path)) {
            toSignIn(request, response);
            return;
        }
        if (!Addresses.PAGES.contains(path)
                && !Addresses.LISTS.contains(path)
                && !Addresses.OPEN.contains(path)) {
            fail(request, response, 404, "");
            return;
        }
        if (!form.isPosted()) {
            officer.ifPresent(who -> showAgain(request, who));
        } else if (!isTaken(request, form, officer)) {
            if (officer.isPresent() && !Addresses.OPEN.contains(path)) {
                toWhomItWasShown(request, response);
            } else {
                go(response, Addresses.SIGN_IN);
            }
            return;
        }
        var asked = officer.isPresent() ? request : new Sessionless(request);
        var page = new HeldResponse(response);
        try {
            chain.doFilter(asked, page);
            page.release();
        } catch (ServletException | RuntimeException failure) {
            answer(asked, response, failure);
        }
    }

    /** Of this site, of the page that it says, and for whoever sends it. */
    private boolean isTaken(HttpServletRequest request, SentForm form, Optional<Officer> officer) {
        if (form.isFromElsewhere(origin())) {
            return false;
        }
        boolean isOpen = Addresses.OPEN.contains(request.getRequestURI());
        boolean isFree = isOpen && form.isToSignIn();
        var seal = request.getParameter(KeptForms.SEAL);
        boolean isOwn = officer.filter(who -> people.seal(who).equals(seal)).isPresent();
        return (isFree || isOwn) && (isOpen ? form.isOfOpenPage() : form.hasState());
    }

    private String origin() {
        return node.address("").toString();
    }

    /** What was typed when a session ended, for the entity for which the form was shown. */
    private void showAgain(HttpServletRequest request, Officer officer) {
        if (!request.getMethod().equals("GET") || request.getHeader("Sec-Purpose") != null) {
            return;
        }
        forms.take(officer.person().id(), address(request))
                .filter(form -> officer.person().actsFor(form.entity()))
                .ifPresent(
                        form -> {
                            Session.act(request, form.entity());
                            var now = officer(request);
                            visit.begin(request, now, locale(request, now));
                            visit.keep(form.fields());
                        });
    }

    private static String address(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private Optional<Officer> officer(HttpServletRequest request) {
        return Session.person(request)
                .flatMap(person -> people.officer(person, Session.entity(request).orElse("")))
                .filter(officer -> Session.isOf(request, officer.person()));
    }

    /** The language: the person's, the browser's choice made here, what the browser asks for. */
    private static Locale locale(HttpServletRequest request, Optional<Officer> officer) {
        if (officer.isPresent()) {
            return officer.get().person().locale();
        }
        var cookies = request.getCookies();
        for (var cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(LANGUAGE)
                    && comity.console.Words.languages().contains(cookie.getValue())) {
                return Locale.forLanguageTag(cookie.getValue());
            }
        }
        return Collections.list(request.getLocales()).stream()
                .filter(wanted -> comity.console.Words.languages().contains(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** Another language, or another entity to act for; then the same page again. */
    private boolean choose(
            HttpServletRequest request, HttpServletResponse response, Optional<Officer> officer)
            throws IOException {
        var language = request.getParameter("lang");
        var entity = request.getParameter("as");
        if (language != null && comity.console.Words.languages().contains(language)) {
            officer.ifPresentOrElse(
                    who -> people.speak(who.person().id(), Locale.forLanguageTag(language)),
                    () -> response.addCookie(cookie(request, language)));
            go(response, without(request, "lang"));
            return true;
        }
        if (entity != null && officer.isPresent()) {
            if (officer.get().person().actsFor(entity)) {
                Session.act(request, entity);
            }
            go(response, Addresses.HOME);
            return true;
        }
        return false;
    }

    private static Cookie cookie(HttpServletRequest request, String language) {
        var cookie = new Cookie(LANGUAGE, language);
        cookie.setPath(Addresses.ROOT);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(YEAR_SECONDS);
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }

    private static String without(HttpServletRequest request, String parameter) {
        var query = request.getQueryString();
        var rest =
                query == null
                        ? ""
                        : query.replaceAll("(^|&)" + parameter + "=[^&]*", "")
                                .replaceFirst("^&", "");
        var path = request.getRequestURI();
        if (path.equals(Addresses.SIGN_IN)) {
            return rest.isEmpty() ? path : path + "?" + rest;
        }
        return Addresses.safe(rest.isEmpty() ? path : path + "?" + rest);
    }

    /** Whoever was in the midst of a form finds it again afterwards. */
    private void toSignIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var address = Addresses.safe(address(request));
        if (request.getMethod().equals("POST")) {
            var at = request.getParameter("at");
            address = Addresses.safe(at == null ? address : at);
            keep(request, address);
        }
        go(response, Addresses.signIn(address));
    }

    /** Keeps what was typed, for whom this node has shown the form to, who still acts there. */
    private void keep(HttpServletRequest request, String address) {
        var seal = Optional.ofNullable(request.getParameter(KeptForms.SEAL)).orElse("");
        people.shownTo(seal)
                .filter(
                        shown ->
                                people.person(shown.person())
                                        .filter(person -> person.actsFor(shown.entity()))
                                        .isPresent())
                .ifPresent(shown -> forms.keep(request.getParameterMap(), shown, address));
    }

    /**
     * A form that was shown to another, or to the same person for another entity, does nothing. The
     * same person finds it as it was typed, for the entity for which it was shown.
     */
    private void toWhomItWasShown(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var at = request.getParameter("at");
        var address = Addresses.safe(at == null ? request.getRequestURI() : at);
        keep(request, address);
        go(response, address);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure)
            throws IOException, ServletException {
        if (response.isCommitted()) {
            LOG.log(Level.ERROR, "A page failed after it was sent\n{0}", Trace.of(failure));
            return;
        }
        var moved = find(failure, MovedOn.class);
        if (moved != null) {
            go(response, moved.address());
        } else if (find(failure, ViewExpiredException.class) != null) {
            var at = request.getParameter("at");
            var address = Addresses.safe(at == null ? request.getRequestURI() : at);
            keep(request, address);
            go(response, address);
        } else if (find(failure, NotPermitted.class) != null) {
            fail(request, response, 403, "");
        } else if (isAboutNothing(find(failure, Problem.class))) {
            fail(request, response, 404, "");
        } else {
            var incident = ids.next().toString();
            LOG.log(Level.ERROR, "Incident {0}\n{1}", incident, Trace.of(failure));
            fail(request, response, 500, incident);
        }
    }

    private static boolean isAboutNothing(@Nullable Problem problem) {
        return problem != null && problem.type() == KernelProblem.NOT_FOUND;
    }

    private void fail(
            HttpServletRequest request, HttpServletResponse response, int status, String incident)
            throws IOException, ServletException {
        visit.failed(status, incident);
        response.resetBuffer();
        response.setStatus(status);
        request.getRequestDispatcher(Addresses.ERROR).forward(new Unasked(request), response);
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static void go(HttpServletResponse response, String address) throws IOException {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
        response.flushBuffer();
    }
}
