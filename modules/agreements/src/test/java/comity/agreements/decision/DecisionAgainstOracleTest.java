package comity.agreements.decision;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.RecordShape.Property;
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
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random worlds, each decided twice. */
class DecisionAgainstOracleTest {

    /** Fewer only where every mutant is shown them (docs/mutation.md). */
    private static final int WORLDS = Integer.getInteger("comity.test.worlds", 3_000);

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
        assertThat(outcomes.getOrDefault("waits", 0)).isGreaterThan(WORLDS / 50);
        assertThat(outcomes.keySet()).hasSizeGreaterThan(Why.values().length - 2);
    }

    private static String decideTwice(Dice dice, String world) {
        var at = dice.instant();
        var shape = dice.shape();
        var classes = dice.classes();
        var papers = dice.papers();
        var ask = dice.ask();

        var expected = expected(ask, new Facts(at, shape, classes, List.of()), papers);
        var agreements = papers.stream().map(DecisionAgainstOracleTest::signed).toList();
        var facts = Facts.of(at, shape, classes, agreements);
        var decision = DisclosurePolicy.decide(ask, facts);
        // The index that a node keeps says the same as the plain facts.
        var kept = InForce.of(1, classes, agreements);
        assertThat(kept.decide(ask, shape, at)).as(world).isEqualTo(decision);
        var issuers = kept.issuersFor(ask.asker(), at);

        if (decision.onceApproved().isPresent()) {
            var permitted = decision.onceApproved().get();
            var lines = new TreeMap<>(expected.lines());
            lines.replaceAll((pointer, why) -> why.equals(Oracle.APPROVAL) ? "" : why);
            assertThat(lines(permitted, shape)).as(world).isEqualTo(lines);
            var paper = Objects.requireNonNull(expected.paper(), world);
            checkApproval(decision, expected.lines(), paper, shape, classes, world);
            assertThat(permitted.version()).as(world).isEqualTo(versionOf(paper));
            assertThat(issuers).as(world).contains(ask.issuer());
            checkObligations(permitted, ask, paper, shape, classes, at, world);
            checkGranted(permitted, paper, shape, world);
            assertThat(unknown(permitted)).as(world).isEqualTo(unknown(ask, shape));
            permitted
                    .withheld()
                    .forEach(
                            each ->
                                    checkClause(
                                            each.clause(),
                                            each.why(),
                                            Optional.of(each.pointer()),
                                            shape,
                                            paper,
                                            world));
            return decision.needsApproval()
                    ? "waits"
                    : expected.permitting() > 1 ? "chosen" : "permitted";
        }
        var refused = (Decision.Refused) decision;
        assertThat(expected.paper()).as(world).isNull();
        var misses = new TreeMap<String, String>();
        for (var miss : refused.misses()) {
            var id = miss.version().agreement() + " " + miss.version().number();
            misses.put(id, miss.why().code());
            papers.stream()
                    .filter(paper -> versionOf(paper).equals(miss.version()))
                    .forEach(
                            paper ->
                                    checkClause(
                                            miss.clause(),
                                            miss.why(),
                                            miss.pointer(),
                                            shape,
                                            paper,
                                            world));
        }
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

    /**
     * What the oracle says.
     *
     * @param lines of the paper that decides, or why each refuses
     * @param permitting how many papers permit something
     */
    private record Expected(@Nullable Paper paper, Map<String, String> lines, int permitting) {}

    private static Expected expected(DataRequest ask, Facts facts, List<Paper> papers) {
        var misses = new TreeMap<String, String>();
        var permitting = new TreeMap<String, Paper>();
        var lines = new HashMap<Paper, Map<String, String>>();
        for (var paper : papers) {
            var oracle = new Oracle(ask, facts, paper, paper.terms());
            boolean overtaken =
                    papers.stream()
                            .filter(each -> each.id().equals(paper.id()))
                            .filter(each -> each.version() > paper.version())
                            .anyMatch(each -> new Oracle(ask, facts, each, each.terms()).begun());
            if (oracle.begun() && !oracle.over() && !overtaken) {
                var read = new TreeMap<String, String>();
                var miss = oracle.read(read);
                if (miss.isEmpty()) {
                    permitting.put(oracle.order(read), paper);
                    lines.put(paper, read);
                } else {
                    misses.put(paper.id() + " " + paper.version(), miss);
                }
            }
        }
        if (permitting.isEmpty()) {
            return new Expected(null, misses, 0);
        }
        var best = permitting.firstEntry().getValue();
        return new Expected(best, lines.getOrDefault(best, Map.of()), permitting.size());
    }

    /** The clause that is named says what it is said to say. */
    private static void checkClause(
            Clause clause,
            Why why,
            Optional<String> pointer,
            RecordShape shape,
            Paper paper,
            String world) {
        var name = clause.name();
        if (why.code().endsWith("-reserved") || why == Why.ABOVE_RESERVED_CLASS) {
            var parts = name.split("/", 3);
            assertThat(parts[0]).as(world).isEqualTo("reservations");
            var reservation =
                    paper.acts().stream()
                            .filter(each -> each.act().equals("sign"))
                            .filter(each -> each.version() == paper.version())
                            .filter(each -> each.entity().equals(parts[1]))
                            .findFirst()
                            .orElseThrow()
                            .reservations()
                            .get(Integer.parseInt(parts[2]));
            assertThat(reservation.propertyNames()).as(world).contains(MEMBERS.get(why));
        } else if (name.startsWith("categories/")) {
            var below =
                    shape.properties().stream()
                            .map(Property::pointer)
                            .filter(each -> Pointers.covers(pointer.orElseThrow(), each))
                            .toList();
            assertThat(below)
                    .as(world)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(category(each, paper)).isEqualTo(name));
        } else if (!name.startsWith("classes/") && !name.startsWith("reservations/")) {
            assertThat(
                            List.of(
                                    "suspension",
                                    "recordTypes",
                                    "purposes",
                                    "flows",
                                    "categories",
                                    "mystery"))
                    .as(world)
                    .contains(name);
        }
    }

    private static final Map<Why, String> MEMBERS =
            Map.of(
                    Why.RECORD_TYPE_RESERVED, "recordTypes",
                    Why.PURPOSE_RESERVED, "purposes",
                    Why.PROPERTY_RESERVED, "pointers",
                    Why.ABOVE_RESERVED_CLASS, "ceiling",
                    Why.LEGAL_BASIS_RESERVED, "legalBases");

    private static AgreementVersion versionOf(Paper paper) {
        return new AgreementVersion(AgreementId.parse(paper.id()).orElseThrow(), paper.version());
    }

    private static SignedAgreement signed(Paper paper) {
        var deeds = new ArrayList<Deed>();
        for (var each : paper.acts()) {
            var reservations = new ArrayList<Reservation>();
            for (var json : each.reservations()) {
                reservations.add(Reservation.of(each.entity(), reservations.size(), json));
            }
            deeds.add(
                    new Deed(
                            each.version(),
                            ActKind.of(each.act()).orElseThrow(),
                            each.entity(),
                            each.at(),
                            each.on(),
                            reservations));
        }
        return SignedAgreement.of(versionOf(paper), Terms.of(paper.terms()), deeds);
    }

    /** The clause of the category that is nearest to what a pointer names. */
    private static String category(String pointer, Paper paper) {
        for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            int index = 0;
            for (var category : paper.terms().path("categories")) {
                for (var named : category.path("pointers")) {
                    if (named.asString().equals(at)) {
                        return "categories/" + index;
                    }
                }
                index++;
            }
        }
        return "categories";
    }

    /** Each permitted property once, by the category that is nearest to it. */
    private static void checkGranted(
            Decision.Permitted permitted, Paper paper, RecordShape shape, String world) {
        var spelt = new ArrayList<String>();
        var used = new TreeSet<String>();
        for (var property : shape.properties()) {
            for (var each : permitted.granted()) {
                if (RecordShape.covers(each.pointer(), property)) {
                    spelt.add(property.pointer());
                    used.add(each.clause().name());
                    assertThat(each.clause().name())
                            .as(world)
                            .isEqualTo(category(property.pointer(), paper));
                }
            }
        }
        assertThat(spelt).as(world).isEqualTo(permitted.properties());
        used.addAll(List.of("recordTypes", "purposes"));
        assertThat(permitted.clauses())
                .as(world)
                .extracting(Clause::name)
                .containsExactlyInAnyOrderElementsOf(used);
    }

    private static List<String> unknown(Decision.Permitted permitted) {
        return permitted.withheld().stream()
                .filter(each -> each.why() == Why.UNKNOWN_PROPERTY)
                .map(Withheld::pointer)
                .sorted()
                .toList();
    }

    private static List<String> unknown(DataRequest ask, RecordShape shape) {
        return ask.want().stream()
                .filter(
                        pointer ->
                                shape.properties().stream()
                                        .map(each -> each.pointer() + "/")
                                        .noneMatch(each -> each.startsWith(pointer + "/")))
                .distinct()
                .sorted()
                .toList();
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

    /** It waits where the oracle says so, and names exactly the clauses that call for it. */
    private static void checkApproval(
            Decision decision,
            Map<String, String> lines,
            Paper paper,
            RecordShape shape,
            SensitivityClasses classes,
            String world) {
        assertThat(decision.needsApproval())
                .as(world)
                .isEqualTo(lines.containsValue(Oracle.APPROVAL));
        if (decision instanceof Decision.NeedsApproval waiting) {
            var asking = new LinkedHashSet<String>();
            for (var property : shape.properties()) {
                if (Oracle.APPROVAL.equals(lines.get(property.pointer()))) {
                    asking.add("classes/" + property.sensitivity());
                }
            }
            assertThat(waiting.approval()).as(world).isNotEmpty().doesNotHaveDuplicates();
            for (var clause : waiting.approval()) {
                var name = clause.name();
                if (name.startsWith("categories/")) {
                    int index = Integer.parseInt(name.substring("categories/".length()));
                    assertThat(paper.terms().at("/categories/" + index + "/approval").asString(""))
                            .as(world)
                            .isEqualTo("issuer");
                } else {
                    assertThat(asking).as(world).contains(name);
                    var code = name.substring("classes/".length());
                    assertThat(classes.of(code).orElseThrow().controls().approval())
                            .as(world)
                            .isTrue();
                }
            }
        }
    }

    private static void checkObligations(
            Decision.Permitted permitted,
            DataRequest ask,
            Paper paper,
            RecordShape shape,
            SensitivityClasses classes,
            Instant at,
            String world) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var keep = day.plus(Period.parse(paper.terms().path("retention").asString()));
        int hours = paper.terms().path("breachNoticeHours").asInt();
        for (var act : paper.acts()) {
            if (act.version() == paper.version()
                    && List.of(ask.issuer(), ask.asker()).contains(act.entity())) {
                for (var reservation : act.reservations()) {
                    var bound =
                            day.plus(Period.parse(reservation.path("retention").asString("P99Y")));
                    keep = bound.isBefore(keep) ? bound : keep;
                    var sharing = OnwardSharing.of(reservation.path("onwardSharing").asString(""));
                    sharing.ifPresent(
                            strictest ->
                                    assertThat(permitted.obligations().onwardSharing())
                                            .as(world)
                                            .isLessThanOrEqualTo(strictest));
                }
            }
        }
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
}
