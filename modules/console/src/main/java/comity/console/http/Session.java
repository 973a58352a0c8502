package comity.console.http;

import comity.parties.people.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's session holds: a person's id, under which of his or her passwords it began, and
 * the code of the entity that the person acts for. Texts only, so that a session can be kept
 * anywhere. Nobody has one who has not signed in: strangers cannot use up the places for sessions.
 */
final class Session {

    private static final String PERSON = "comity.person";
    private static final String PASSWORD = "comity.password";
    private static final String ENTITY = "comity.entity";

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

    /** A new session for who has signed in; of the one before nothing remains. */
    static void begin(HttpServletRequest request, Person person, String entity) {
        end(request);
        var session = request.getSession(true);
        session.setAttribute(PERSON, person.id().toString());
        session.setAttribute(PASSWORD, number(person));
        session.setAttribute(ENTITY, entity);
    }

    /** Acts for another entity from now on. */
    static void act(HttpServletRequest request, String entity) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(ENTITY, entity);
        }
    }

    static void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static Optional<String> text(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        @Nullable Object value = session == null ? null : session.getAttribute(name);
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
