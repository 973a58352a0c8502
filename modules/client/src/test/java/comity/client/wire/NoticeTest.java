package comity.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.schema.Schemas;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoticeTest {

    @Test
    void hasEachMemberThatTheSchemaKnows() {
        var schema = Json.read(Schemas.published().schema("notice/1").text());

        assertThat(Arrays.stream(Notice.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactlyInAnyOrderElementsOf(schema.required("properties").propertyNames());
    }
}
