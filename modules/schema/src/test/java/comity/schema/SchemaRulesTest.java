package comity.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Each rule catches a planted violation. */
class SchemaRulesTest {

    private static final String TEXT = "'type': 'string', 'maxLength': 9";

    @Test
    void loadsASchemaThatKeepsEveryRule() {
        assertThat(Samples.load(Samples.type("")).annotated()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // protocol, section 3
                "'a': {TEXT}| would be in the clear",
                "'a': {'type': 'object', 'additionalProperties': false, 'sensitivity': 'confidential', 'properties': {'b': {TEXT, 'sensitivity': 'confidential'}, 'c': {TEXT}}}| '/a/c': it has no sensitivity",
                "'a': {'type': 'object', 'additionalProperties': false, 'properties': {'b': {TEXT, 'sensitivity': 'confidential'}}}| '/a': it has no sensitivity",
                "'a': {'type': 'object', 'maxProperties': 3, 'propertyNames': {'maxLength': 3}, 'sensitivity': 'confidential', 'properties': {'b': {TEXT, 'sensitivity': 'confidential'}}}| a container is a closed object",
                "'a': {'type': 'object', 'additionalProperties': false, 'sensitivity': 'confidential', 'patternProperties': {'^x$': {TEXT}}, 'properties': {'b': {TEXT, 'sensitivity': 'confidential'}}}| a container is a closed object",
                "'a': {'type': 'array', 'maxItems': 3, 'sensitivity': 'confidential', 'items': {'type': 'object', 'additionalProperties': false, 'properties': {'b': {TEXT, 'sensitivity': 'confidential'}, 'c': {TEXT}}}}| '/a/*/c': it has no sensitivity",
                "'a': {'type': 'array', 'maxItems': 3, 'sensitivity': 'confidential', 'items': {TEXT, 'sensitivity': 'confidential'}}| the array carries the sensitivity",
                "'a': {'type': 'array', 'maxItems': 3, 'sensitivity': 'confidential'}| one schema for all its elements",
                "'a': {'type': 'array', 'maxItems': 3, 'sensitivity': 'confidential', 'prefixItems': [{TEXT}], 'items': {TEXT}}| one schema for all its elements",
                "'a': {TEXT, 'sensitivity': 'secret'}| its sensitivity is none of",
                "'a': {TEXT, 'sensitivity': 3}| its sensitivity is none of",
                "'a': {'type': ['string', 'array'], 'maxLength': 3, 'maxItems': 3, 'items': {TEXT}, 'sensitivity': 'confidential'}| exactly one type",
                "'a': {'enum': ['x'], 'sensitivity': 'confidential'}| exactly one type",
                "'a': {'type': 'object', 'additionalProperties': false, 'sensitivity': 'confidential', 'anyOf': [{'properties': {'b': {TEXT, 'sensitivity': 'confidential'}}}]}| reached by properties and items alone",
                "'status': {TEXT, 'sensitivity': 'confidential'}| the record itself needs this claim",
                "'act': {TEXT, 'sensitivity': 'confidential'}| the record itself needs this claim",
                "'a': {'type': 'object', 'additionalProperties': false, 'sensitivity': 'confidential', 'properties': {'_sd': {TEXT, 'sensitivity': 'confidential'}}}| belongs to SD-JWT",
                // every schema
                "'a': {'type': 'string', 'sensitivity': 'confidential'}| a string without maxLength",
                "'a': {'type': 'array', 'items': {TEXT}, 'sensitivity': 'confidential'}| an array without maxItems",
                "'a': {'type': 'object', 'sensitivity': 'confidential'}| an object without additionalProperties",
                "'a': {'type': 'object', 'additionalProperties': true, 'sensitivity': 'confidential'}| an object without additionalProperties",
                "'a': {TEXT, 'maxLenght': 3, 'sensitivity': 'confidential'}| maxLenght",
                "'a': {TEXT, 'pattern': 'x', 'sensitivity': 'confidential'}| is not anchored",
                "'a': {'type': 'string', 'maxLength': 5000, 'pattern': '^x$', 'sensitivity': 'confidential'}| a pattern on text that may be longer",
                "'a': {'$ref': 'https://example.com/x', 'sensitivity': 'confidential'}| is not to its own $defs",
                "'a': {'$ref': '#/$defs/none', 'sensitivity': 'confidential'}| leads nowhere",
                "'a': {'$id': 'urn:x', TEXT, 'sensitivity': 'confidential'}| has an $id",
            })
    void refuses(String properties, String reason) {
        var type = Samples.type(properties.replace("TEXT", TEXT));

        assertThatThrownBy(() -> Samples.load(type))
                .isInstanceOf(InvalidSchema.class)
                .hasMessageStartingWith("Schema ")
                .hasMessageContaining("made-up/1")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesATypeThatRefersToItself() {
        var type = Samples.type("'a': {'$ref': '#/$defs/a', 'sensitivity': 'confidential'}");
        type.set(
                "$defs",
                Samples.parse(
                        "{'a': {'type': 'object', 'additionalProperties': false, 'properties': {'a': {'$ref':"
                                + " '#/$defs/a'}}}}"));

        refused(type, "it refers to itself");
    }

    @Test
    void refusesAReferenceThatTurnsInACircle() {
        var type = Samples.type("'a': {'$ref': '#/$defs/a', 'sensitivity': 'confidential'}");
        type.set("$defs", Samples.parse("{'a': {'$ref': '#/$defs/a'}}"));

        refused(type, "is not to its own $defs");
    }

    @Test
    void refusesTwoSensitivitiesOfOneProperty() {
        var type = Samples.type("'a': {'$ref': '#/$defs/a', 'sensitivity': 'confidential'}");
        type.set(
                "$defs",
                Samples.parse("{'a': {'type': 'integer', 'sensitivity': 'unclassified'}}"));

        refused(type, "it has two sensitivities");
    }

    @Test
    void refusesIdentityThatIsNotAnnotatedOrIsAContainer() {
        var type = Samples.type("");
        type.putArray("x-identity").add("/nobody");
        refused(type, "x-identity names /nobody");
        type.putArray("x-identity");
        refused(type, "x-identity names no pointer");
        var container =
                Samples.type(
                        "'who': {'type': 'object', 'additionalProperties': false, 'sensitivity': 'unclassified',"
                                + " 'properties': {'b': {'type': 'integer', 'sensitivity': 'confidential'}}}");
        refused(container, "x-identity names /who");
    }

    @Test
    void refusesAQueryThatNobodyPublished() {
        refused(Samples.type("").put("x-query", "urn:comity:schema:none:1"), "x-query");
    }

    @Test
    void refusesAnotherNameThanItsOwn() {
        refused(Samples.type("").put("$id", "urn:comity:type:other:1"), "its $id is not");
        refused(
                Samples.type("").put("$schema", "http://json-schema.org/draft-07/schema#"),
                "$schema");
        refused(Samples.type("").put("title", " "), "no title");
        assertThatThrownBy(() -> Schemas.of(Map.of("Made_Up/0", Samples.type(""))))
                .isInstanceOf(InvalidSchema.class)
                .hasMessageContaining("the key is not");
    }

    private static void refused(ObjectNode type, String reason) {
        assertThatThrownBy(() -> Samples.load(type))
                .isInstanceOf(InvalidSchema.class)
                .hasMessageContaining(reason);
    }
}
