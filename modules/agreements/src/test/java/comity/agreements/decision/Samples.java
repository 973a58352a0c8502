package comity.agreements.decision;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A world of two entities that reuse each other's verifications. */
public final class Samples {

    public static final String TYPE = "background-verification";
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    public static final Instant SIGNED = Instant.parse("2026-02-01T08:00:00Z");
    public static final Instant SIGNED_LATER = Instant.parse("2026-02-03T08:00:00Z");

    private Samples() {}

    public static SensitivityClasses classes() {
        return classes(controls -> {});
    }

    /** The defaults, with changes. */
    public static SensitivityClasses classes(
            Consumer<Map<String, SensitivityClass.Controls>> change) {
        var controls = new HashMap<String, SensitivityClass.Controls>();
        controls.put("unclassified", SensitivityClass.Controls.NONE);
        controls.put("confidential", SensitivityClass.Controls.NONE);
        controls.put("strictly-confidential", controls(true, true, "P1Y"));
        change.accept(controls);
        return new SensitivityClasses(
                List.of(
                        new SensitivityClass("unclassified", 0, of(controls, "unclassified")),
                        new SensitivityClass("confidential", 1, of(controls, "confidential")),
                        new SensitivityClass(
                                "strictly-confidential",
                                2,
                                of(controls, "strictly-confidential"))));
    }

    private static SensitivityClass.Controls of(
            Map<String, SensitivityClass.Controls> controls, String code) {
        return controls.getOrDefault(code, SensitivityClass.Controls.NONE);
    }

    public static SensitivityClass.Controls controls(
            boolean consent, boolean approval, String longestRetention) {
        return new SensitivityClass.Controls(
                consent,
                approval,
                false,
                Optional.of(Period.parse(longestRetention)),
                OnwardSharing.PROHIBITED,
                Set.of(),
                OptionalInt.of(72));
    }

    public static RecordShape shape() {
        return RecordShape.of(
                TYPE,
                List.of(
                        new RecordShape.Property("/subject", "confidential"),
                        new RecordShape.Property("/elements/misconduct/*", "strictly-confidential"),
                        new RecordShape.Property("/elements/academic/*", "confidential"),
                        new RecordShape.Property("/elements/employment/*", "confidential"),
                        new RecordShape.Property("/elements/summary", "unclassified")),
                Set.of("/subject"));
    }

    /** The example of docs/protocol.md, section 8. */
    public static ObjectNode terms() {
        return (ObjectNode)
                Json.read(
                        """
                        {
                          "title": "Reuse of background verifications", "area": "human-resources",
                          "parties": ["UNICEF", "WFP"],
                          "recordTypes": ["background-verification"], "purposes": ["recruitment"],
                          "categories": [{
                            "name": "credentials and employment",
                            "pointers": ["/subject", "/elements/academic", "/elements/employment"],
                            "ceiling": "confidential", "legalBases": ["consent"] }],
                          "retention": "P1Y", "onwardSharing": "prohibited",
                          "commercialUse": "prohibited", "reidentification": "prohibited",
                          "breachNoticeHours": 72, "accession": "closed",
                          "term": { "from": "2026-01-01", "until": "2028-12-31" }
                        }
                        """
                                .getBytes(StandardCharsets.UTF_8));
    }

    public static ObjectNode terms(Consumer<ObjectNode> change) {
        var terms = terms();
        change.accept(terms);
        return terms;
    }

    public static ObjectNode category(ObjectNode terms) {
        return (ObjectNode) terms.required("categories").required(0);
    }

    public static ObjectNode addCategory(ObjectNode terms, String ceiling, String... pointers) {
        var category = terms.withArray("categories").addObject();
        category.put("name", "more").put("ceiling", ceiling);
        category.putArray("legalBases").add("consent");
        var all = category.putArray("pointers");
        for (var pointer : pointers) {
            all.add(pointer);
        }
        return category;
    }

    public static AgreementId id(int number) {
        return new AgreementId(UUID.fromString("01930000-0000-7000-8000-%012d".formatted(number)));
    }

    /** Signed by UNICEF, two days later by WFP. */
    public static SignedAgreement agreement(int number, ObjectNode terms) {
        return new SignedAgreement(
                new AgreementVersion(id(number), 1),
                Terms.of(terms),
                Map.of(
                        "UNICEF",
                        Signature.at(SIGNED, List.of()),
                        "WFP",
                        Signature.at(SIGNED_LATER, List.of())),
                Map.of());
    }

    public static SignedAgreement agreement(Consumer<ObjectNode> change) {
        return agreement(1, terms(change));
    }

    public static Consent consent() {
        return new Consent(
                "C-2026-118",
                Set.of("recruitment"),
                Set.of("WFP"),
                Instant.parse("2026-10-01T09:00:00Z"),
                Optional.of(Instant.parse("2027-10-01T00:00:00Z")),
                Optional.empty());
    }

    public static DataRequest request(String... want) {
        return request(consent(), want);
    }

    public static DataRequest request(Consent consent, String... want) {
        return new DataRequest(
                "UNICEF",
                "WFP",
                TYPE,
                "recruitment",
                LegalBasis.CONSENT,
                Optional.of(consent),
                List.of(want));
    }

    public static DataRequest requestOn(LegalBasis basis, String... want) {
        return new DataRequest(
                "UNICEF", "WFP", TYPE, "recruitment", basis, Optional.empty(), List.of(want));
    }

    public static Facts facts(SignedAgreement... agreements) {
        return factsAt(NOW, agreements);
    }

    public static Facts factsAt(Instant at, SignedAgreement... agreements) {
        return Facts.of(at, shape(), classes(), List.of(agreements));
    }

    /** The terms of the samples, unchanged. */
    static void asItIs(ObjectNode terms) {}

    static Decision.Permitted permitted(DataRequest request, Facts facts) {
        return DisclosurePolicy.decide(request, facts).permitted().orElseThrow();
    }

    static Decision.Refused refused(DataRequest request, Facts facts) {
        return (Decision.Refused) DisclosurePolicy.decide(request, facts);
    }

    static Why whyRefused(DataRequest request, Consumer<ObjectNode> change) {
        return refused(request, facts(agreement(change))).why();
    }

    static String compact(String json) {
        return Json.text(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
