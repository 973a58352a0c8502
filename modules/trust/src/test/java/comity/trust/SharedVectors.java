package comity.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Published vectors that are too big to carry: read where they lie beside the project. */
public final class SharedVectors {

    private SharedVectors() {}

    /** The folder or file, or the test is skipped. */
    public static Path require(String name) {
        var found = find(name);
        Assumptions.assumeTrue(found.isPresent(), "no shared vectors here: " + name);
        return found.orElseThrow();
    }

    private static Optional<Path> find(String name) {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var candidate = at.resolveSibling("shared").resolve("vectors").resolve(name);
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
