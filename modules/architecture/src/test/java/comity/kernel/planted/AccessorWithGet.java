package comity.kernel.planted;

/** Has an accessor that says get. */
public final class AccessorWithGet {

    public String getName() {
        return "name";
    }
}
