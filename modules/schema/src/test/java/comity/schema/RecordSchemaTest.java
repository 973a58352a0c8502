package comity.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Problem;
import org.junit.jupiter.api.Test;

class RecordSchemaTest {

    private final RecordSchema type = Samples.verification();

    @Test
    void namesEveryPropertyAtWhichAgreementsMayDrawALine() {
        assertThat(type.annotated())
                .containsExactly(
                        new Annotated("/subject", "confidential", false, false),
                        new Annotated("/elements", "unclassified", true, false),
                        new Annotated("/elements/misconduct", "strictly-confidential", false, true),
                        new Annotated("/elements/academic", "confidential", false, true),
                        new Annotated("/elements/employment", "confidential", false, true),
                        new Annotated(
                                "/elements/suitability", "strictly-confidential", false, true));
    }

    @Test
    void isNamedAsTheProtocolSays() {
        assertThat(type.urn()).isEqualTo("urn:comity:type:background-verification:1");
        assertThat(type.name()).isEqualTo("background-verification");
        assertThat(type.version()).isEqualTo(1);
        assertThat(type.identityPointers()).containsExactly("/subject");
        assertThat(type.querySchema().name()).isEqualTo("background-verification-query");
    }

    @Test
    void disclosesEachPropertyAndEachArrayElementOnItsOwn() {
        var content = Samples.example("background-verification/1", "valid-chinese");

        assertThat(type.disclosurePointers(content))
                .containsExactly(
                        "/subject",
                        "/elements",
                        "/elements/misconduct",
                        "/elements/misconduct/0",
                        "/elements/misconduct/1",
                        "/elements/academic",
                        "/elements/academic/0");
    }

    @Test
    void findsTheElementsByTheirIds() {
        var content = Samples.example("background-verification/1", "valid-chinese");

        assertThat(type.elementPointers(content))
                .containsExactly(
                        java.util.Map.entry("m1", "/elements/misconduct/0"),
                        java.util.Map.entry("m2", "/elements/misconduct/1"),
                        java.util.Map.entry("a1", "/elements/academic/0"));
    }

    @Test
    void knowsWhereALineCanBeDrawn() {
        assertThat(type.knows("/elements")).isTrue();
        assertThat(type.knows("/elements/academic")).isTrue();
        assertThat(type.knows("/elements/academic/*")).isTrue();
    }

    @Test
    void drawsNoLineInsideWhatGoesTogether() {
        assertThat(type.knows("/subject/birthDate")).isFalse();
        assertThat(type.knows("/elements/academic/0")).isFalse();
        assertThat(type.knows("/elements/academic/*/outcome")).isFalse();
        assertThat(type.knows("/elements/medical")).isFalse();
        assertThat(type.knows("")).isFalse();
        assertThat(type.knows("elements")).isFalse();
    }

    @Test
    void classesWhatLiesBelowAPropertyWithIt() {
        assertThat(type.classOf("/subject/birthDate")).contains("confidential");
        assertThat(type.classOf("/elements/misconduct/3")).contains("strictly-confidential");
        assertThat(type.classOf("/elements/misconduct/*/scope/0"))
                .contains("strictly-confidential");
        assertThat(type.classOf("/elements")).contains("unclassified");
    }

    @Test
    void classesNothingThatItDoesNotKnow() {
        assertThat(type.classOf("/elements/medical")).isEmpty();
        assertThat(type.classOf("/elements/academic/01")).isEmpty();
        assertThat(type.classOf("/elements/academic/-")).isEmpty();
        assertThat(type.classOf("/")).isEmpty();
        assertThat(type.classOf("")).isEmpty();
        assertThat(type.classOf("subject")).isEmpty();
    }

    @Test
    void refusesAnElementIdThatStandsTwice() {
        var content =
                Samples.example("background-verification/1", "invalid-id-twice-in-two-elements");

        assertThat(type.schema().validate(content)).isEmpty();
        assertThatThrownBy(() -> type.requireValid(content))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.violations())
                                        .containsExactly(
                                                new Problem.Violation(
                                                        "/elements/employment/0/id",
                                                        "is the id of another element of the record")));
    }

    @Test
    void drawsLinesInsideTheElementsOfAnArray() {
        var nested =
                Samples.load(
                        Samples.type(
                                """
                                'posts': {'type': 'array', 'maxItems': 9, 'sensitivity': 'unclassified', 'items':
                                  {'type': 'object', 'additionalProperties': false, 'properties': {
                                    'grade': {'type': 'string', 'maxLength': 3, 'sensitivity': 'unclassified'},
                                    'marks': {'type': 'array', 'maxItems': 3, 'sensitivity': 'confidential', 'items':
                                       {'type': 'array', 'maxItems': 3, 'items': {'type': 'integer'}}}}}}
                                """));
        var content =
                Samples.parse(
                        "{'who': 'x', 'posts': [{'grade': 'P-3'}, {'marks': [[1], [2, 3]]}]}");

        assertThat(nested.annotated())
                .containsExactly(
                        new Annotated("/who", "confidential", false, false),
                        new Annotated("/posts", "unclassified", true, true),
                        new Annotated("/posts/*/grade", "unclassified", false, false),
                        new Annotated("/posts/*/marks", "confidential", false, true));
        assertThat(nested.disclosurePointers(content))
                .containsExactly(
                        "/who",
                        "/posts",
                        "/posts/0",
                        "/posts/0/grade",
                        "/posts/1",
                        "/posts/1/marks",
                        "/posts/1/marks/0",
                        "/posts/1/marks/0/0",
                        "/posts/1/marks/1",
                        "/posts/1/marks/1/0",
                        "/posts/1/marks/1/1");
        assertThat(nested.classOf("/posts/7/marks/0/1")).contains("confidential");
        assertThat(nested.classOf("/posts/7/salary")).isEmpty();
        assertThat(nested.knows("/posts/*/marks/*/*")).isTrue();
        assertThat(nested.knows("/posts/*/marks/*/*/*")).isFalse();
    }
}
