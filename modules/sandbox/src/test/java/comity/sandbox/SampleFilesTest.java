package comity.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SampleFilesTest {

    @TempDir Path folder;

    @Test
    void writesPostsSuppliersAndWhatTheyAre() throws IOException {
        new SampleFiles(folder.resolve("samples")).write();

        try (var files = Files.list(folder.resolve("samples"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(SampleFiles.NAMES);
        }
        assertThat(Files.readString(folder.resolve("samples/README.md")))
                .contains("The node has not loaded them");
        assertThat(read("samples/suppliers.json").required("suppliers").size())
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void leavesWhatSomebodyChanged() throws IOException {
        Files.writeString(folder.resolve("posts.json"), "{}");

        new SampleFiles(folder).write();

        assertThat(folder.resolve("posts.json")).hasContent("{}");
        assertThat(folder.resolve("suppliers.json")).isNotEmptyFile();
    }

    @Test
    void namesNoEntityThatTheSandboxHasNot() throws IOException {
        new SampleFiles(folder).write();
        var entities =
                Resources.json("entities.json")
                        .required("entities")
                        .valueStream()
                        .map(entity -> entity.required("code").stringValue())
                        .collect(Collectors.toSet());

        for (var post : read("posts.json").required("posts")) {
            assertThat(entities).contains(post.required("issuer").stringValue());
        }
    }

    private JsonNode read(String name) throws IOException {
        return Json.read(Files.readAllBytes(folder.resolve(name)));
    }
}
