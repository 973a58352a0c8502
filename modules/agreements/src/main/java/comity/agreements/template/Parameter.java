package comity.agreements.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What is left open in a template.
 *
 * @param needs another, without which this has no meaning
 * @param bounds {@code least} and {@code most}, or {@code shortest} and {@code longest}
 * @param options what can be chosen, and what the prose says for it
 */
public record Parameter(
        String name,
        ParameterKind kind,
        boolean optional,
        Optional<String> needs,
        Words label,
        JsonNode bounds,
        Map<String, Words> options) {

    public Parameter {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    static Parameter of(JsonNode json) {
        var options = new LinkedHashMap<String, Words>();
        for (var option : json.path("options")) {
            options.put(option.required("code").stringValue(), Words.of(option.required("words")));
        }
        return new Parameter(
                json.required("name").stringValue(),
                ParameterKind.of(json.required("kind").stringValue()),
                json.path("optional").asBoolean(false),
                Optional.ofNullable(json.path("needs").stringValue(null)),
                Words.of(json.required("label")),
                json,
                options);
    }
}
