package comity.console.http;

/** What a form is about is no longer what it was: the page goes on to another. */
final class MovedOn extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String address;

    MovedOn(String address) {
        super("Goes on to another page", null, false, false);
        this.address = address;
    }

    String address() {
        return address;
    }
}
