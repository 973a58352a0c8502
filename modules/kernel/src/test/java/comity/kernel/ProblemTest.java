package comity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @Test
    void isTheDocumentOfTheRfc() {
        var problem =
                Problem.of(KernelProblem.INVALID_CONTENT, "It does not fit.")
                        .at("/subject/birthDate", "is missing")
                        .with("limit", Json.object().put("bound", 3));

        assertThat(Json.text(problem.toJson()))
                .isEqualTo(
                        "{\"type\":\"/problems/invalid-content\",\"title\":\"The content does not follow its"
                                + " schema\",\"status\":422,\"detail\":\"It does not fit.\",\"errors\":[{\"pointer\":"
                                + "\"/subject/birthDate\",\"detail\":\"is missing\"}],\"limit\":{\"bound\":3}}");
    }

    @Test
    void hasNoErrorsWhereThereAreNone() {
        assertThat(Problem.of(KernelProblem.NOT_FOUND, "Nothing here.").toJson().has("errors"))
                .isFalse();
    }

    @Test
    void isNotChangedByWhatIsMadeFromIt() {
        var problem = Problem.of(KernelProblem.NOT_FOUND, "Nothing here.");

        var more = problem.at("/a", "x").at("/b", "y").withHeader("Retry-After", "1");

        assertThat(problem.violations()).isEmpty();
        assertThat(problem.headers()).isEmpty();
        assertThat(more.violations())
                .extracting(Problem.Violation::pointer)
                .isEqualTo(List.of("/a", "/b"));
        assertThat(more.headers()).containsEntry("Retry-After", "1");
        assertThat(more.type()).isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(more.detail()).isEqualTo("Nothing here.");
    }

    @Test
    void keepsNoStackTrace() {
        assertThat(Problem.of(KernelProblem.NOT_FOUND, "Nothing here.").getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsFitToBePublished(KernelProblem type) {
        assertThat(type.slug()).matches("[a-z]+(-[a-z]+)*");
        assertThat(type.title()).isNotBlank().doesNotEndWith(".");
        assertThat(type.status()).isBetween(400, 599);
        assertThat(type.meaning()).endsWith(".");
    }

    @Test
    void noTwoTypesShareAnAddress() {
        var slugs = new HashSet<String>();

        for (var type : KernelProblem.values()) {
            assertThat(slugs.add(type.slug())).isTrue();
        }
    }
}
