package comity.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.AgreementsProblem;
import comity.exchange.ExchangeProblem;
import comity.kernel.KernelProblem;
import comity.kernel.ProblemType;
import comity.parties.PartiesProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/problems.md, and the list in docs/protocol.md, together with the problem types: here
 * all are visible.
 */
class ProblemsPageTest {

    private static final List<ProblemType> TYPES =
            Stream.<ProblemType[]>of(
                            KernelProblem.values(),
                            PartiesProblem.values(),
                            AgreementsProblem.values(),
                            ExchangeProblem.values())
                    .flatMap(Stream::of)
                    .toList();

    @Test
    void thePageHasALineForEachTypeAndNoOther() throws IOException {
        var lines =
                Files.readAllLines(docs().resolve("problems.md")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList();

        assertThat(lines)
                .containsExactlyElementsOf(TYPES.stream().map(ProblemsPageTest::line).toList());
    }

    @Test
    void theProtocolListsEachSlug() throws IOException {
        var listed =
                String.join(", ", TYPES.stream().map(type -> "`" + type.slug() + "`").toList())
                        + ".";

        assertThat(Files.readAllLines(docs().resolve("protocol.md"))).contains(listed);
    }

    @Test
    void noTwoTypesShareASlug() {
        assertThat(TYPES).extracting(ProblemType::slug).doesNotHaveDuplicates();
    }

    private static String line(ProblemType type) {
        return "| `%s` | %d | %s | %s |"
                .formatted(type.slug(), type.status(), type.title(), type.meaning());
    }

    private static Path docs() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("There is no folder docs above the working directory");
        }
        return folder.resolve("docs");
    }
}
