package comity.console.http;

import comity.parties.people.People;
import comity.parties.people.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's session holds: a person's id, under which of his or her passwords it began, the
 * code of the entity that the person acts for, and what was typed when the session before ended.
 * Texts only, so that a session can be kept anywhere.
 */
final class Session {

    private static final String PERSON = "comity.person";
    private static final String PASSWORD = "comity.password";
    private static final String ENTITY = "comity.entity";
    private static final String KEPT_PAGE = "comity.kept.page";
    private static final String KEPT = "comity.kept";

    /** The field of a form that says to whom it was shown. */
    static final String SEAL = "for";

    /** A form that is kept has no more than this, in characters. */
    private static final int MOST_KEPT = 32_768;

    private static final int MOST_FIELDS = 200;

    private Session() {}

    static Optional<UUID> person(HttpServletRequest request) {
        return text(request, PERSON).map(UUID::fromString);
    }

    /** Whether it began under the password that counts now: every other one has ended. */
    static boolean isOf(HttpServletRequest request, Person person) {
        return text(request, PASSWORD).equals(Optional.of(number(person)));
    }

    private static String number(Person person) {
        return Integer.toString(person.passwordNumber());
    }

    static Optional<String> entity(HttpServletRequest request) {
        return text(request, ENTITY);
    }

    /**
     * A new session for who has signed in. Of the one before nothing remains but a form that was
     * kept, if it was shown to the same person: then for the entity for which it was.
     */
    static void begin(HttpServletRequest request, Person person, String entity, People people) {
        var page = text(request, KEPT_PAGE);
        var kept = kept(request);
        var sealed = people.sealedFor(person, kept.getOrDefault(SEAL, ""));
        end(request);
        var session = request.getSession(true);
        session.setAttribute(PERSON, person.id().toString());
        session.setAttribute(PASSWORD, number(person));
        session.setAttribute(ENTITY, sealed.orElse(entity));
        if (page.isPresent() && sealed.isPresent()) {
            session.setAttribute(KEPT_PAGE, page.get());
            session.setAttribute(KEPT, new HashMap<>(kept));
        }
    }

    static void act(HttpServletRequest request, String entity) {
        request.getSession(true).setAttribute(ENTITY, entity);
    }

    static void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /**
     * Keeps the fields of a form for a page, but no password and none of the page's own state; none
     * that another site sent.
     */
    static void keep(HttpServletRequest request, String address) {
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            return;
        }
        var fields = new HashMap<String, String>();
        int size = 0;
        for (var field : request.getParameterMap().entrySet()) {
            var name = field.getKey();
            var value = String.join("\n", field.getValue());
            if (name.startsWith("jakarta.faces")
                    || name.endsWith("_SUBMIT")
                    || name.startsWith("password")
                    || name.equals("at")) {
                continue;
            }
            size += name.length() + value.length();
            if (size > MOST_KEPT || fields.size() == MOST_FIELDS) {
                return;
            }
            fields.put(name, value);
        }
        var session = request.getSession(true);
        session.setAttribute(KEPT_PAGE, path(address));
        session.setAttribute(KEPT, fields);
    }

    /** What was kept for this page, once. */
    static Map<String, String> takeKept(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null
                || !text(request, KEPT_PAGE).equals(Optional.of(request.getRequestURI()))) {
            return Map.of();
        }
        var kept = kept(request);
        session.removeAttribute(KEPT_PAGE);
        session.removeAttribute(KEPT);
        return Collections.unmodifiableMap(kept);
    }

    private static Map<String, String> kept(HttpServletRequest request) {
        var session = request.getSession(false);
        var kept = new HashMap<String, String>();
        if (session != null && session.getAttribute(KEPT) instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> kept.put((String) name, (String) value));
        }
        return kept;
    }

    private static String path(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }

    private static Optional<String> text(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        @Nullable Object value = session == null ? null : session.getAttribute(name);
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
