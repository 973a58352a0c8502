package comity.agreements.decision;

import comity.agreements.decision.RecordShape.Property;
import comity.kernel.Json;
import java.time.*;
import java.util.*;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Decides a second time, from one paper's text and the bare acts. At most 150 lines. */
record Oracle(DataRequest ask, Facts facts, Paper paper, JsonNode terms) {
    private static final String APPROVAL = "approval-unavailable";

    boolean begun() {
        return !ask.issuer().equals(ask.asker()) && !since().isAfter(facts.at());
    }

    boolean over() {
        var until = LocalDate.parse(terms.at("/term/until").asString("9999-12-31"));
        return today().isAfter(until) || pair().anyMatch(e -> !last(e, "terminate").isEmpty());
    }

    String order(Map<String, String> lines) {
        int permitted = Collections.frequency(lines.values(), "");
        var kept = Stream.concat(Stream.of(terms), reserved()).filter(e -> e.has("retention"));
        var days = kept.map(e -> today().plus(Period.parse(e.path("retention").asString())));
        var age = Duration.between(since(), Instant.parse("2100-01-01T00:00:00Z")).toNanos();
        return 999 - permitted + " " + days.sorted().toList().get(0) + " " + age + paper.id();
    }

    private Instant since() {
        var both = Collections.max(pair().map(e -> when("sign", e, "")).toList());
        var from = Instant.parse(terms.at("/term/from").asString() + "T00:00:00Z");
        var one = let(ask.issuer(), ask.asker(), both);
        var other = let(ask.asker(), ask.issuer(), both);
        return Collections.max(List.of(from, one, other));
    }

    private Instant let(String guest, String host, Instant both) {
        if (both.equals(Instant.MAX) || lists(terms, "parties", guest)) return both;
        if (!lists(terms.path("accession"), "eligible", guest)) return Instant.MAX;
        var welcome = when("countersign", host, guest);
        var silence = both.plus(Duration.ofDays(terms.path("objectionDays").asInt(0)));
        boolean heard = when("object", host, guest).isBefore(silence);
        if (heard || !terms.has("objectionDays")) return welcome;
        return silence.isBefore(welcome) ? silence : welcome;
    }

    private Instant when(String act, String entity, String on) {
        var own = paper.acts().stream().filter(e -> e.entity().equals(entity) && e.on().equals(on));
        var such = own.filter(e -> e.act().equals(act) && e.version() == paper.version());
        return such.map(Paper.Done::at).findFirst().orElse(Instant.MAX);
    }

    private String last(String entity, String... acts) {
        var past = paper.acts().stream().filter(e -> !e.at().isAfter(facts.at()));
        var own = past.filter(e -> e.entity().equals(entity)).map(Paper.Done::act);
        return own.filter(List.of(acts)::contains).reduce("", (before, act) -> act);
    }

    private Stream<JsonNode> reserved() {
        var here = paper.acts().stream().filter(e -> e.version() == paper.version());
        var own = here.filter(e -> pair().anyMatch(e.entity()::equals));
        return own.flatMap(e -> e.reservations().valueStream());
    }

    private boolean less(String member, String text) {
        return reserved().anyMatch(e -> lists(e, member, text));
    }

    /** Why it refuses; or nothing, and a line per property. */
    String read(Map<String, String> lines) {
        var flow = Json.object().put("from", ask.issuer()).put("to", ask.asker());
        var flows = terms.path("flows").valueStream();
        boolean mystery = terms.has("mystery") || reserved().anyMatch(e -> e.has("mystery"));
        boolean off = pair().anyMatch(e -> last(e, "suspend", "resume").equals("suspend"));
        if (off || mystery) return off ? "agreement-suspended" : "unknown-constraint";
        if (terms.has("flows") && flows.noneMatch(flow::equals)) return "flow-not-agreed";
        if (!lists(terms, "recordTypes", ask.type())) return "record-type-not-agreed";
        if (less("recordTypes", ask.type())) return "record-type-reserved";
        if (!lists(terms, "purposes", ask.purpose())) return "purpose-not-agreed";
        if (less("purposes", ask.purpose())) return "purpose-reserved";
        boolean anything = false;
        for (var property : facts.shape().properties()) {
            boolean wanted = ask.want().isEmpty() || above(property).anyMatch(ask.want()::contains);
            var why = why(property);
            boolean permitted = why.isEmpty() || why.equals(APPROVAL);
            if (property.identity() && !permitted) return why;
            if (wanted || property.identity()) lines.put(property.pointer(), why);
            anything |= wanted && permitted;
        }
        return !anything ? "nothing" : lines.containsValue(APPROVAL) ? APPROVAL : "";
    }

    private static Stream<String> above(Property property) {
        return Stream.iterate(
                property.pointer(), e -> !e.isEmpty(), e -> e.substring(0, e.lastIndexOf('/')));
    }

    private String why(Property property) {
        var all = terms.path("categories").valueStream().toList();
        var named = above(property).flatMap(p -> all.stream().filter(c -> lists(c, "pointers", p)));
        var category = named.findFirst().orElse(Json.object());
        int rank = rank(property.sensitivity());
        int ceiling = rank(category.path("ceiling").asString(""));
        var ceilings = reserved().map(e -> e.path("ceiling").asString("top"));
        if (category.isEmpty()) return "not-covered";
        if (above(property).anyMatch(e -> less("pointers", e))) return "property-reserved";
        if (rank < 0 || ceiling < 0) return "unknown-class";
        if (rank > ceiling) return "above-agreed-class";
        if (ceilings.anyMatch(e -> rank > rank(e))) return "above-reserved-class";
        var controls = facts.classes().of(property.sensitivity()).orElseThrow().controls();
        boolean free = controls.purposes().isEmpty() || controls.purposes().contains(ask.purpose());
        if (!free) return "purpose-not-allowed-for-class";
        var basis = ask.legalBasis().code();
        if (!lists(category, "legalBases", basis)) return "legal-basis-not-agreed";
        if (less("legalBases", basis)) return "legal-basis-reserved";
        boolean needed = controls.consent() || basis.equals("consent");
        var flaw = needed ? ask.consent().map(this::flaw).orElse("consent-missing") : "";
        boolean asks = category.path("approval").asString("").equals("issuer");
        return flaw.isEmpty() && (asks || controls.approval()) ? APPROVAL : flaw;
    }

    private int rank(String code) {
        return facts.classes().of(code).map(SensitivityClass::rank).orElse(-1);
    }

    private String flaw(Consent consent) {
        if (!consent.purposes().contains(ask.purpose())) return "consent-purpose-not-covered";
        if (!consent.recipients().contains(ask.asker())) return "consent-recipient-not-covered";
        if (consent.givenAt().isAfter(facts.at())) return "consent-not-yet-given";
        return consent.expiresAt().orElse(Instant.MAX).isAfter(facts.at()) ? "" : "consent-expired";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(facts.at(), ZoneOffset.UTC);
    }

    private Stream<String> pair() {
        return Stream.of(ask.issuer(), ask.asker());
    }

    private static boolean lists(JsonNode object, String name, String text) {
        return object.path(name).valueStream().anyMatch(e -> e.asString().equals(text));
    }
}
