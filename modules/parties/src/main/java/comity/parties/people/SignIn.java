package comity.parties.people;

import java.time.Instant;
import java.util.Optional;

/** How an attempt to sign in ended. */
public sealed interface SignIn {

    /** Who signed in. */
    default Optional<Person> person() {
        return Optional.empty();
    }

    /** Name and password belong together, and the account is open. */
    record Accepted(Person who) implements SignIn {

        @Override
        public Optional<Person> person() {
            return Optional.of(who);
        }
    }

    /** They do not, or nobody has this name, or the account is closed: which, nobody is told. */
    record Refused() implements SignIn {}

    /** Too many attempts, whether anybody has this name or not. */
    record Throttled(Instant until) implements SignIn {}
}
