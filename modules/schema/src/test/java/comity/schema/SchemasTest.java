package comity.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemasTest {

    @Test
    void findsARecordTypeByItsNameAndByItsUrn() {
        var schemas = Schemas.published();

        assertThat(schemas.recordType("background-verification"))
                .isEqualTo(schemas.recordType("urn:comity:type:background-verification:1"))
                .get()
                .extracting(RecordSchema::annotated)
                .asString()
                .contains("/elements/academic");
    }
}
