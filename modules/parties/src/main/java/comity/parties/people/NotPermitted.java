package comity.parties.people;

/** That a person's roles do not allow what was asked. Says nothing about what was asked for. */
public final class NotPermitted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPermitted() {
        super("No role of the person allows this", null, false, false);
    }
}
