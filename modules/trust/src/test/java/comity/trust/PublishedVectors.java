package comity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Published vectors, as their authors wrote them. See {@code src/test/vectors/README.md}. */
public final class PublishedVectors {

    private PublishedVectors() {}

    /** The folder or file of this name. */
    public static Path at(String name) {
        var found = Path.of("src", "test", "vectors").resolve(name);
        assertThat(found).exists();
        return found;
    }
}
