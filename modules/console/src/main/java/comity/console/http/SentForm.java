package comity.console.http;

import jakarta.faces.render.ResponseStateManager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A request as a form that somebody sent, before Faces looks at it: Faces takes for a form whatever
 * carries the state of a view, by whatever method and from wherever it comes.
 */
final class SentForm {

    private static final String STATELESS = "stateless";
    private static final String STATE = "[A-Za-z0-9+/=_-]{8,4000}";

    private final HttpServletRequest request;

    SentForm(HttpServletRequest request) {
        this.request = request;
    }

    /** Whether its parameters can be read at all: escapes that are broken, or too many, are not. */
    boolean isReadable() {
        try {
            return request.getParameterMap() != null;
        } catch (IllegalArgumentException | IllegalStateException broken) {
            return false;
        }
    }

    boolean isPosted() {
        return request.getMethod().equals("POST");
    }

    /** A link, or another method than forms have, in the shape of a form. */
    boolean isForged() {
        return state().isPresent() && !isPosted();
    }

    private Optional<String> state() {
        return Optional.ofNullable(request.getParameter(ResponseStateManager.VIEW_STATE_PARAM));
    }

    /**
     * Whether it may be one of the pages for whoever comes: they keep no state, and what is typed
     * there stands in no address.
     */
    boolean isOfOpenPage() {
        var query = request.getQueryString();
        return state().filter(STATELESS::equals).isPresent()
                && (query == null || !query.contains("password="));
    }

    /** Whether it carries what may be the state of a page that was shown. */
    boolean hasState() {
        return state().filter(state -> !state.equals(STATELESS) && state.matches(STATE))
                .isPresent();
    }

    /** Whether it is to sign in by: it alone counts though nobody was shown it. */
    boolean isToSignIn() {
        return request.getParameter("enter_SUBMIT") != null;
    }

    /**
     * Whether another site sent it: nobody is signed in, under whatever name, by a page elsewhere.
     * Browsers say so themselves (Fetch Metadata; where they do not send that, the Origin header of
     * RFC 6454, which our referrer policy lets them send here).
     *
     * @param node the node's public origin, which a proxy in front may hide from the request
     */
    boolean isFromElsewhere(String node) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        var origin = request.getHeader("Origin");
        return origin != null && !origin.equals(node) && !origin.equals(ownOrigin());
    }

    private String ownOrigin() {
        var address = request.getRequestURL().toString();
        int path = address.indexOf('/', address.indexOf("://") + 3);
        return path < 0 ? address : address.substring(0, path);
    }
}
