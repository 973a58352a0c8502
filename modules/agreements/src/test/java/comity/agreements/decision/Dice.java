package comity.agreements.decision;

import comity.agreements.decision.RecordShape.Property;
import comity.kernel.Json;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Throws the worlds, few in kinds and full of coincidences, so that rules meet.
 *
 * @param random seeded, so that a world comes again
 */
record Dice(Random random) {

    private static final List<String> ENTITIES = List.of("A", "B", "C");
    private static final List<String> CODES = List.of("low", "middle", "high", "top");
    private static final List<String> PURPOSES = List.of("recruitment", "audit", "review");
    private static final List<String> TYPES = List.of("person", "post");
    private static final List<String> PROPERTIES =
            List.of("/id", "/a/b", "/a/c/*/d", "/a/c/*/e", "/a/f/*", "/ab", "/g/h/i", "/g/h/j");
    private static final List<String> POINTERS =
            List.of(
                    "/id",
                    "/a",
                    "/a/b",
                    "/a/c",
                    "/a/c/*",
                    "/a/c/*/d",
                    "/a/f",
                    "/a/f/*",
                    "/ab",
                    "/g",
                    "/g/h",
                    "/g/h/i",
                    "/z");

    private static final List<String> BASES =
            List.of("consent", "best-interests", "mandate", "other");
    private static final List<String> SIGNED =
            List.of(
                    "2025-11-01T00:00:00Z",
                    "2025-12-01T00:00:00Z",
                    "2026-03-15T10:00:00Z",
                    "2026-03-15T10:00:00.000001Z");
    private static final List<String> SIGNED_AGAIN =
            List.of("2026-02-01T00:00:00Z", "2026-03-15T10:00:00Z", "2026-03-20T09:59:59.999998Z");

    /** After every signature, and about when a time for objection ends. */
    private static final List<String> ANSWERED =
            List.of(
                    "2026-03-20T09:59:59.999999Z",
                    "2026-03-20T10:00:00Z",
                    "2026-03-20T10:00:00.000001Z",
                    "2026-04-01T00:00:00Z");

    private static final List<String> LATER =
            List.of("2026-03-15T10:00:00Z", "2026-03-20T10:00:00Z", "2026-06-30T00:00:00Z");

    private static final List<String> RETENTIONS = List.of("P1Y", "P6M", "P365D", "P12M", "P2W");

    boolean flip() {
        return random.nextBoolean();
    }

    boolean seldom() {
        return random.nextInt(12) == 0;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> Set<T> some(List<T> of) {
        var some = new LinkedHashSet<T>();
        some.add(any(of));
        of.stream().filter(each -> random.nextInt(6) > 0).forEach(some::add);
        return some;
    }

    Instant instant() {
        return Instant.parse(
                any(
                        List.of(
                                "2026-01-01T00:00:00Z",
                                "2026-06-30T23:59:59.999999Z",
                                "2026-07-01T00:00:00Z",
                                "2026-03-15T10:00:00Z",
                                "2026-03-15T10:00:00.000001Z",
                                "2026-03-20T09:59:59.999999Z",
                                "2026-03-20T10:00:00Z",
                                "2026-04-01T00:00:00Z",
                                "2028-02-29T12:00:00Z")));
    }

    RecordShape shape() {
        var properties = new ArrayList<Property>();
        for (var pointer : PROPERTIES) {
            if (pointer.equals("/id") || random.nextInt(6) > 0) {
                properties.add(new Property(pointer, seldom() ? "none" : any(CODES)));
            }
        }
        properties.set(0, new Property("/id", flip() ? "low" : "middle"));
        return RecordShape.of("person", properties, seldom() ? Set.of() : Set.of("/id"));
    }

    SensitivityClasses classes() {
        var classes = new ArrayList<SensitivityClass>();
        for (int rank = 0; rank < CODES.size(); rank++) {
            var controls =
                    new SensitivityClass.Controls(
                            random.nextInt(4) == 0,
                            random.nextInt(8) == 0,
                            flip(),
                            flip()
                                    ? Optional.empty()
                                    : Optional.of(Period.parse(any(List.of("P6M", "P40D", "P3Y")))),
                            any(List.of(OnwardSharing.values())),
                            random.nextInt(5) == 0 ? some(PURPOSES) : Set.of(),
                            flip() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(1, 100)));
            classes.add(new SensitivityClass(CODES.get(rank), rank * 10, controls));
        }
        return new SensitivityClasses(classes);
    }

    List<Paper> papers() {
        var papers = new ArrayList<Paper>();
        int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            var id = Samples.id(9 - i).toString();
            var last = papers.isEmpty() ? null : papers.get(papers.size() - 1).terms();
            var terms = last == null || flip() ? terms() : renewed(last);
            int versions = random.nextInt(3) == 0 ? 2 : 1;
            var acts = acts(versions);
            papers.add(new Paper(id, 1, terms, acts));
            if (versions == 2) {
                papers.add(new Paper(id, 2, terms(), acts));
            }
        }
        return papers;
    }

    private List<Paper.Done> acts(int versions) {
        var acts = new ArrayList<Paper.Done>();
        for (int version = 1; version <= versions; version++) {
            for (var entity : ENTITIES) {
                if (random.nextInt(8) > 0) {
                    var signed = any(version == 1 ? SIGNED : SIGNED_AGAIN);
                    acts.add(done("sign", version, entity, signed, "", reservations()));
                }
                for (var other : ENTITIES) {
                    if (!other.equals(entity) && random.nextInt(3) == 0) {
                        var act = any(List.of("countersign", "countersign", "object"));
                        acts.add(done(act, version, entity, any(ANSWERED), other, Json.array()));
                    }
                }
            }
        }
        for (var entity : ENTITIES) {
            for (int i = seldom() ? random.nextInt(1, 4) : 0; i > 0; i--) {
                var act = any(List.of("suspend", "suspend", "resume", "resume", "terminate"));
                acts.add(done(act, 1, entity, any(LATER), "", Json.array()));
            }
        }
        acts.sort(Comparator.comparing(Paper.Done::at));
        return acts;
    }

    private static Paper.Done done(
            String act, int version, String entity, String at, String on, ArrayNode reserved) {
        return new Paper.Done(act, version, entity, Instant.parse(at), on, reserved);
    }

    private ArrayNode reservations() {
        var reservations = Json.array();
        for (int i = random.nextInt(5) == 0 ? random.nextInt(1, 3) : 0; i > 0; i--) {
            var reservation = reservations.addObject().put("statement", "s");
            switch (random.nextInt(8)) {
                case 0 -> some(TYPES).forEach(reservation.putArray("recordTypes")::add);
                case 1 -> reservation.putArray("purposes").add(any(PURPOSES));
                case 2 -> reservation.putArray("pointers").add(any(POINTERS)).add(any(POINTERS));
                case 3 -> reservation.putArray("legalBases").add(any(BASES));
                case 4 -> reservation.put("ceiling", seldom() ? "none" : any(CODES));
                case 5 -> reservation.put("retention", any(RETENTIONS));
                case 6 -> reservation.put("onwardSharing", "prohibited");
                default -> {
                    if (seldom()) {
                        reservation.put("mystery", true);
                    }
                }
            }
        }
        return reservations;
    }

    /** Nearly the same again: what decides between two that permit as much. */
    private ObjectNode renewed(JsonNode last) {
        var terms = (ObjectNode) last.deepCopy();
        return flip() ? terms.put("retention", any(RETENTIONS)) : terms;
    }

    private ObjectNode terms() {
        var terms = Json.object();
        terms.put("title", "t").put("area", "a");
        parties(terms);
        some(TYPES).forEach(terms.putArray("recordTypes")::add);
        some(PURPOSES).forEach(terms.putArray("purposes")::add);
        var categories = terms.putArray("categories");
        var left = new ArrayList<>(POINTERS);
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            var category = categories.addObject();
            category.put("name", "c").put("ceiling", seldom() ? "none" : any(CODES));
            var bases = category.putArray("legalBases");
            some(List.of(LegalBasis.values())).forEach(basis -> bases.add(basis.code()));
            var pointers = category.putArray("pointers");
            if (i == 0 && !seldom()) {
                pointers.add("/id");
                left.remove("/id");
                category.put("ceiling", any(CODES.subList(1, 4)));
            }
            for (int p = random.nextInt(1, 4); p > 0; p--) {
                pointers.add(left.remove(random.nextInt(left.size())));
            }
            if (seldom()) {
                category.put("approval", flip() ? "issuer" : "none");
            }
        }
        terms.put("retention", any(RETENTIONS));
        terms.put("onwardSharing", any(List.of(OnwardSharing.values())).code());
        terms.put("commercialUse", "prohibited").put("reidentification", "prohibited");
        terms.put("breachNoticeHours", random.nextInt(1, 100));
        var term = terms.putObject("term");
        term.put("from", any(List.of("2025-01-01", "2026-01-01", "2026-03-15", "2026-07-01")));
        if (flip()) {
            term.put("until", any(List.of("2026-06-30", "2026-12-31", "2028-02-29")));
        }
        if (random.nextInt(4) == 0) {
            var flows = terms.putArray("flows");
            flows.addObject().put("from", any(ENTITIES)).put("to", any(ENTITIES));
            flows.addObject().put("from", "A").put("to", any(ENTITIES));
        }
        if (random.nextInt(20) == 0) {
            terms.put("mystery", true);
        }
        return terms;
    }

    private void parties(ObjectNode terms) {
        var parties = terms.putArray("parties");
        if (random.nextInt(4) > 0) {
            ENTITIES.forEach(parties::add);
            terms.put("accession", "closed");
            return;
        }
        var eligible = terms.putObject("accession").putArray("eligible");
        for (var entity : ENTITIES) {
            (flip() ? parties : eligible).add(entity);
        }
        if (seldom()) {
            eligible.removeAll();
        }
        if (flip()) {
            terms.put("objectionDays", any(List.of(5, 17)));
        }
    }

    DataRequest ask() {
        var want = new ArrayList<String>();
        if (flip()) {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                want.add(any(POINTERS));
            }
        }
        return new DataRequest(
                any(List.of("A", "A", "A", "B")),
                any(List.of("B", "B", "B", "C")),
                seldom() ? "post" : "person",
                any(PURPOSES),
                flip() ? LegalBasis.CONSENT : any(List.of(LegalBasis.values())),
                seldom() ? Optional.empty() : Optional.of(consent()),
                want);
    }

    private Consent consent() {
        return new Consent(
                "c",
                seldom() ? some(PURPOSES) : Set.copyOf(PURPOSES),
                seldom() ? some(ENTITIES) : Set.copyOf(ENTITIES),
                Instant.parse(seldom() ? "2026-07-01T00:00:00Z" : "2025-12-31T00:00:00Z"),
                random.nextInt(4) == 0
                        ? Optional.of(
                                Instant.parse(
                                        any(
                                                List.of(
                                                        "2026-03-15T10:00:00Z",
                                                        "2026-07-01T00:00:00Z",
                                                        "2029-01-01T00:00:00Z"))))
                        : Optional.empty(),
                Optional.empty());
    }
}
