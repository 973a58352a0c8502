package comity.agreements.decision;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.RecordShape.Property;
import comity.kernel.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Random worlds, each decided twice. */
class DecisionAgainstOracleTest {

    private static final int WORLDS = 3_000;
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

    private static final List<String> RETENTIONS = List.of("P1Y", "P6M", "P365D", "P12M", "P2W");

    @ParameterizedTest
    @ValueSource(longs = {1, 20_181_011, 9_421, 9_901, 6_962})
    void agreesWithTheOracleInEveryWorld(long seed) {
        var random = new Random(seed);
        var outcomes = new TreeMap<String, Integer>();
        for (int world = 0; world < WORLDS; world++) {
            outcomes.merge(decideTwice(new Dice(random), seed + "/" + world), 1, Integer::sum);
        }
        // The worlds are worth deciding: each outcome comes up often.
        assertThat(outcomes.getOrDefault("permitted", 0)).isGreaterThan(WORLDS / 20);
        assertThat(outcomes.getOrDefault("chosen", 0)).isGreaterThan(WORLDS / 20);
        assertThat(outcomes.keySet()).hasSizeGreaterThan(Why.values().length - 2);
    }

    private static String decideTwice(Dice dice, String world) {
        var at = dice.instant();
        var shape = dice.shape();
        var classes = dice.classes();
        var papers = dice.papers();
        var ask = dice.ask();

        var expected = new Oracle(ask, shape, classes, at).decide(papers);
        var agreements = papers.stream().map(DecisionAgainstOracleTest::signed).toList();
        var decision = DisclosurePolicy.decide(ask, new Facts(at, shape, classes, agreements));

        if (decision instanceof Decision.Permitted permitted) {
            assertThat(lines(permitted, shape)).as(world).isEqualTo(expected.lines());
            var paper = Objects.requireNonNull(expected.paper(), world);
            assertThat(permitted.version().agreement().toString()).as(world).isEqualTo(paper.id());
            checkObligations(permitted, paper, shape, classes, at, world);
            long permitting =
                    agreements.stream()
                            .map(each -> new Facts(at, shape, classes, List.of(each)))
                            .filter(
                                    each ->
                                            DisclosurePolicy.decide(ask, each)
                                                    .permitted()
                                                    .isPresent())
                            .count();
            return permitting > 1 ? "chosen" : "permitted";
        }
        var refused = (Decision.Refused) decision;
        assertThat(expected.paper()).as(world).isNull();
        var misses = new TreeMap<String, String>();
        refused.misses()
                .forEach(
                        miss ->
                                misses.put(
                                        miss.version().agreement().toString(), miss.why().code()));
        // Where nothing that is wanted is permitted, which of several reasons is nearest is checked
        // by example.
        expected.lines()
                .forEach(
                        (id, why) ->
                                misses.computeIfPresent(
                                        id, (same, code) -> why.equals("nothing") ? why : code));
        assertThat(misses).as(world).isEqualTo(expected.lines());
        return refused.why().code();
    }

    private static SignedAgreement signed(Oracle.Paper paper) {
        return new SignedAgreement(
                new AgreementVersion(AgreementId.parse(paper.id()).orElseThrow(), 1),
                Terms.of(paper.terms()),
                paper.signed());
    }

    /** A line per property: why it is withheld, or nothing. Containers are spelt out again. */
    private static Map<String, String> lines(Decision.Permitted permitted, RecordShape shape) {
        var lines = new TreeMap<String, String>();
        permitted.properties().forEach(pointer -> lines.put(pointer, ""));
        for (var withheld : permitted.withheld()) {
            if (withheld.why() == Why.UNKNOWN_PROPERTY) {
                continue;
            }
            for (var property : shape.properties()) {
                if ((property.pointer() + "/").startsWith(withheld.pointer() + "/")) {
                    lines.put(property.pointer(), withheld.why().code());
                }
            }
        }
        return lines;
    }

    private static void checkObligations(
            Decision.Permitted permitted,
            Oracle.Paper paper,
            RecordShape shape,
            SensitivityClasses classes,
            Instant at,
            String world) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var keep = day.plus(Period.parse(paper.terms().path("retention").asString()));
        int hours = paper.terms().path("breachNoticeHours").asInt();
        for (var property : shape.properties()) {
            if (permitted.properties().contains(property.pointer())) {
                var controls = classes.of(property.sensitivity()).orElseThrow().controls();
                var bound = controls.longestRetention().map(day::plus).orElse(keep);
                keep = bound.isBefore(keep) ? bound : keep;
                hours = Math.min(hours, controls.breachNoticeHours().orElse(hours));
                assertThat(permitted.obligations().onwardSharing())
                        .as(world)
                        .isLessThanOrEqualTo(controls.onwardSharing());
            }
        }
        assertThat(permitted.obligations().retainUntil(at)).as(world).isEqualTo(keep);
        assertThat(permitted.obligations().breachNoticeHours()).as(world).hasValue(hours);
    }

    /** Throws the worlds. */
    private record Dice(Random random) {

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
                                        : Optional.of(
                                                Period.parse(any(List.of("P6M", "P40D", "P3Y")))),
                                any(List.of(OnwardSharing.values())),
                                random.nextInt(5) == 0 ? some(PURPOSES) : Set.of(),
                                flip()
                                        ? OptionalInt.empty()
                                        : OptionalInt.of(random.nextInt(1, 100)));
                classes.add(new SensitivityClass(CODES.get(rank), rank * 10, controls));
            }
            return new SensitivityClasses(classes);
        }

        List<Oracle.Paper> papers() {
            var papers = new ArrayList<Oracle.Paper>();
            int count = random.nextInt(7);
            for (int i = 0; i < count; i++) {
                var signed = new HashMap<String, Instant>();
                for (var entity : ENTITIES) {
                    if (random.nextInt(8) > 0) {
                        signed.put(
                                entity,
                                Instant.parse(
                                        any(
                                                List.of(
                                                        "2025-11-01T00:00:00Z",
                                                        "2025-12-01T00:00:00Z",
                                                        "2026-03-15T10:00:00Z",
                                                        "2026-03-15T10:00:00.000001Z"))));
                    }
                }
                var terms = papers.isEmpty() || flip() ? terms() : renewed(papers.get(i - 1));
                papers.add(new Oracle.Paper(Samples.id(9 - i).toString(), terms, signed));
            }
            return papers;
        }

        /** Nearly the same again: what decides between two that permit as much. */
        private ObjectNode renewed(Oracle.Paper paper) {
            var terms = (ObjectNode) paper.terms().deepCopy();
            return flip() ? terms.put("retention", any(RETENTIONS)) : terms;
        }

        private ObjectNode terms() {
            var terms = Json.object();
            terms.put("title", "t").put("area", "a");
            ENTITIES.forEach(terms.putArray("parties")::add);
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
}
