package comity.agreements.template;

import comity.kernel.Json;
import comity.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Values for the packaged templates. */
public final class TemplateSamples {

    public static final Schemas SCHEMAS = Schemas.published();
    public static final Templates TEMPLATES = Templates.packaged(SCHEMAS);
    public static final String CONFIDENTIAL = "background-verification-confidential";
    public static final String STRICT = "background-verification-strictly-confidential";

    private TemplateSamples() {}

    public static Template template(String id) {
        return TEMPLATES.template(id).orElseThrow();
    }

    public static ObjectNode parameters() {
        return parameters(parameters -> {});
    }

    /** What every parameter of {@link #CONFIDENTIAL} that must be there can be. */
    public static ObjectNode parameters(Consumer<ObjectNode> change) {
        var parameters =
                (ObjectNode)
                        Json.read(
                                """
                                {
                                  "languages": ["en", "fr"], "parties": ["UNICEF", "WFP"],
                                  "purposes": ["recruitment"],
                                  "elements": ["/elements/academic", "/elements/employment"],
                                  "legalBases": ["consent"], "retention": "P1Y6M",
                                  "onwardSharing": "prohibited", "breachNoticeHours": 72,
                                  "requestsHandledBy": "issuer", "answerWithinDays": 30,
                                  "keepEvidence": "P5Y", "disputes": ["consultation", "arbitration"],
                                  "terminationNoticeDays": 90, "dataAtEnd": "erase",
                                  "dataWithinDays": 30, "from": "2026-01-01"
                                }
                                """
                                        .getBytes(StandardCharsets.UTF_8));
        change.accept(parameters);
        return parameters;
    }

    /** The same with every parameter that may be there. */
    public static ObjectNode everyParameter() {
        return parameters(
                parameters -> {
                    parameters.put("until", "2028-12-31").put("reviewEvery", "P1Y");
                    parameters.putArray("measures").add("access-by-role");
                    parameters.putArray("eligible").add("ILO");
                    parameters.put("objectionDays", 30);
                    annex(parameters, "Focal points", "en", "Free text.\nA second line.");
                });
    }

    public static ObjectNode annex(
            ObjectNode parameters, String title, String language, String text) {
        parameters
                .withArray("annexes")
                .addObject()
                .put("title", title)
                .put("language", language)
                .put("text", text);
        return parameters;
    }

    public static ObjectNode strict(ObjectNode parameters) {
        parameters.putArray("sensitiveElements").add("/elements/misconduct");
        parameters.putArray("sensitiveLegalBases").add("consent");
        return parameters;
    }
}
