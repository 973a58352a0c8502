package comity.agreements.sensitivity;

import comity.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The sets of classes that come with the node, to begin from. Neither has raises. */
public final class ScaleSets {

    /** The levels of the UN Secretariat; a new node begins with them. */
    public static final String UNITED_NATIONS = "united-nations";

    /** Four levels, as information-sharing protocols of humanitarian operations use them. */
    public static final String HUMANITARIAN = "humanitarian";

    private ScaleSets() {}

    /** The names of the sets. */
    public static List<String> names() {
        return List.of(UNITED_NATIONS, HUMANITARIAN);
    }

    /**
     * A set by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scale named(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("No set of classes " + name);
        }
        try (var in = ScaleSets.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("The set of classes " + name + " is not packaged.");
            }
            return Scale.of(Json.read(in.readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
