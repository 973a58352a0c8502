package comity.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.exchange.ExchangeProblem;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ParametersTest {

    @Test
    void nothingIsNoContentOrAnEmptyObject() {
        assertThatCode(() -> Parameters.requireNothing(Optional.empty()))
                .doesNotThrowAnyException();
        assertThatCode(() -> Parameters.requireNothing(Optional.of(json("{}"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "0", "\"\"", "{\"read\": true}"})
    void anythingElseIsRefused(String content) {
        var refused =
                catchThrowableOfType(
                        Problem.class, () -> Parameters.requireNothing(Optional.of(json(content))));

        assertThat(refused.type()).isEqualTo(KernelProblem.INVALID_CONTENT);
    }

    @Test
    void actingForAnotherIsRefusedAsSuch() {
        var refused =
                catchThrowableOfType(
                        Problem.class,
                        () ->
                                Parameters.requireNothing(
                                        Optional.of(json("{\"onBehalfOf\": \"WFP\"}"))));

        assertThat(refused.type()).isEqualTo(ExchangeProblem.MANDATE_UNAVAILABLE);
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
