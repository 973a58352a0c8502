package comity.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SchemasTest {

    private final Schemas schemas = Samples.PUBLISHED;

    @Test
    void findsARecordTypeByItsNameAndByItsUrn() {
        assertThat(schemas.recordType("background-verification"))
                .isPresent()
                .isEqualTo(schemas.recordType("urn:comity:type:background-verification:1"));
    }

    @Test
    void findsNoRecordTypeUnderTheNameOfAnotherSchema() {
        assertThat(schemas.recordType("exchange-request")).isEmpty();
        assertThat(schemas.recordType("urn:comity:type:background-verification:2")).isEmpty();
    }

    @Test
    void carriesEverySchemaOfTheFolder() throws IOException {
        try (var files = Files.walk(Samples.FOLDER)) {
            var documents =
                    files.filter(file -> file.endsWith("schema.json"))
                            .map(Samples.FOLDER::relativize)
                            .toList();

            assertThat(documents).hasSize(schemas.all().size());
            for (var file : documents) {
                var key = file.getName(0) + "/" + file.getName(1);
                assertThat(schemas.schema(key).document())
                        .isEqualTo(Samples.json(Samples.FOLDER.resolve(file)));
            }
        }
    }

    @Test
    void publishesTheDocumentThatItValidatesWith() {
        for (var schema : schemas.all()) {
            assertThat(Json.read(schema.text())).isEqualTo(schema.document());
            assertThat(schemas.find(schema.name(), schema.version())).contains(schema);
        }
    }

    @Test
    void refusesContentWithTheAddressOfTheSchemaAndEveryPlace() {
        var terms = schemas.schema("agreement-terms/1");

        assertThatThrownBy(() -> terms.requireValid(Json.object()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> {
                            assertThat(problem.type()).isEqualTo(KernelProblem.INVALID_CONTENT);
                            assertThat(problem.detail()).contains("/schemas/agreement-terms/1");
                            assertThat(problem.violations())
                                    .contains(new Problem.Violation("/parties", "is missing"));
                        });
    }

    @Test
    void listsTwentyViolationsAtMost() {
        var request = Json.object();
        for (int i = 0; i < 5000; i++) {
            request.put("m" + i, i);
        }

        assertThat(schemas.schema("exchange-request/1").validate(request)).hasSize(20);
    }

    @Test
    void doesNotRepeatTheNameOfAnUnknownMemberThatIsNoPlainName() {
        var request =
                Json.object().put("authorization", "a.b.c").put("Achieng Wanjiru, born 1988", true);

        assertThat(schemas.schema("key-revocation/1").validate(request))
                .containsExactly(new Problem.Violation("", "has a member that is not known here"));
    }

    @Test
    void matchesNoPatternAgainstTextOfAnyLengthForLong() {
        // Java's matcher recurses over groups: an unbounded text would overflow the stack.
        var long1 = "/a".repeat(32_000);
        var long2 = "a-".repeat(32_000);
        for (var text : new String[] {long1, long2, " ".repeat(64_000), "P1Y".repeat(20_000)}) {
            var terms = Json.object().put("retention", text).put("area", text).put("title", text);
            terms.putArray("parties").add(text);
            terms.putArray("categories").addObject().putArray("pointers").add(text);

            assertThat(schemas.schema("agreement-terms/1").validate(terms))
                    .extracting(Problem.Violation::pointer)
                    .contains("/retention", "/area", "/title", "/parties/0")
                    .contains("/categories/0/pointers/0");
        }
    }

    @Test
    void failsOnASchemaThatTheCodeNamesAndNobodyWrote() {
        assertThatThrownBy(() -> schemas.schema("horoscope/1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
