package comity.client.planted;

/** Writes to the console. */
public final class Chatty {

    private Chatty() {}

    static void say() {
        System.out.println("hello");
    }
}
