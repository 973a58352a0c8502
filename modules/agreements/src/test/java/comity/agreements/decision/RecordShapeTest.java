package comity.agreements.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.agreements.decision.RecordShape.Property;
import comity.schema.Schemas;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordShapeTest {

    @Test
    void isDrawnFromAPublishedTypeWithoutItsContainers() {
        var shape = RecordShape.of(Schemas.published().recordType(Samples.TYPE).orElseThrow());

        assertThat(shape.type()).isEqualTo(Samples.TYPE);
        assertThat(shape.properties())
                .extracting(Property::pointer)
                .contains("/elements/academic/*", "/elements/misconduct/*")
                .doesNotContain("/elements", "/elements/academic");
        assertThat(shape.properties())
                .filteredOn(Property::identity)
                .isNotEmpty()
                .allMatch(each -> each.pointer().startsWith("/subject"));
    }

    @Test
    void whatIdentifiesIsThere() {
        var properties = List.of(new Property("/subject/name", "low"), new Property("/a", "low"));

        assertThat(RecordShape.of("person", properties, Set.of("/subject")).properties())
                .extracting(Property::identity)
                .containsExactly(true, false);
        assertThatThrownBy(() -> RecordShape.of("person", properties, Set.of("/subject", "/b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/b identifies nothing.");
    }

    @Test
    void aPropertyIsThereOnceAndBelowNoOther() {
        var name = new Property("/subject/name", "low");
        assertThatThrownBy(() -> new RecordShape("person", List.of(name, name)))
                .hasMessage("/subject/name is there twice.");
        assertThatThrownBy(
                        () ->
                                new RecordShape(
                                        "person", List.of(name, new Property("/subject", "low"))))
                .hasMessage("/subject has other properties below it.");
    }

    @Test
    void aPointerCoversItselfAndWhatIsBelowIt() {
        var property = new Property("/a/b", "low");

        assertThat(RecordShape.covers("/a", property)).isTrue();
        assertThat(RecordShape.covers("/a/b", property)).isTrue();
        assertThat(RecordShape.covers("/a/b/c", property)).isFalse();
        assertThat(RecordShape.covers("/a/", property)).isFalse();
    }
}
