package comity.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fictional posts and suppliers, which no module publishes yet: files to try things out with, and a
 * page that says so.
 */
final class SampleFiles {

    static final List<String> NAMES = List.of("README.md", "posts.json", "suppliers.json");

    private final Path folder;

    SampleFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes those that are not there: what somebody changed stays. */
    void write() {
        try {
            Files.createDirectories(folder);
            for (var name : NAMES) {
                var file = folder.resolve(name);
                if (!Files.exists(file)) {
                    Files.write(file, Resources.bytes("samples/" + name));
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The sandbox's samples cannot be kept in " + folder, unwritable);
        }
    }
}
