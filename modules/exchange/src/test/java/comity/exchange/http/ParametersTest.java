package comity.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.schema.Schemas;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an acknowledgement may say beside its address. */
class ParametersTest {

    private static final ExchangeSchemas SCHEMAS = ExchangeSchemas.of(Schemas.published());

    @Test
    void anAcknowledgementSaysNothingOrForWhom() {
        SCHEMAS.acknowledgement().requireValid(json("{}"));
        SCHEMAS.acknowledgement().requireValid(json("{\"onBehalfOf\": \"WFP\"}"));

        assertThat(Parameters.client(json("{}"))).isEmpty();
        assertThat(Parameters.client(json("{\"onBehalfOf\": \"WFP\"}"))).contains("WFP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "0", "\"\"", "{\"read\": true}", "{\"onBehalfOf\": 1}"})
    void anythingElseIsRefused(String content) {
        var refused =
                catchThrowableOfType(
                        Problem.class, () -> SCHEMAS.acknowledgement().requireValid(json(content)));

        assertThat(refused.type()).isEqualTo(KernelProblem.INVALID_CONTENT);
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
