package comity.agreements;

import static comity.agreements.decision.Samples.NOW;
import static comity.agreements.decision.Samples.TYPE;
import static comity.agreements.decision.Samples.addCategory;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.agreements.decision.Raise;
import comity.agreements.decision.SensitivityClass;
import comity.agreements.decision.SensitivityClass.Controls;
import comity.agreements.sensitivity.Approval;
import comity.agreements.sensitivity.Approval.Hindrance;
import comity.agreements.sensitivity.Impact;
import comity.agreements.sensitivity.NamedClass;
import comity.agreements.sensitivity.PropertyChange;
import comity.agreements.sensitivity.Proposal;
import comity.agreements.sensitivity.Scale;
import comity.agreements.sensitivity.ScaleProposals;
import comity.agreements.sensitivity.ScaleReach;
import comity.agreements.sensitivity.ScaleSets;
import comity.agreements.sensitivity.ScaleVersion;
import comity.agreements.sensitivity.Scales;
import comity.agreements.sensitivity.Viewer;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the sensitivity classes change, and what the change does to decisions. */
@Timeout(120)
class ScalesIT {

    private static final UUID ADA = UUID.fromString("01930000-0000-7000-8000-0000000000aa");
    private static final UUID BEN = UUID.fromString("01930000-0000-7000-8000-0000000000bb");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Raise RAISE =
            new Raise(TYPE, "/elements/academic", "strictly-confidential");
    private static final Optional<Instant> ON_APPROVAL = Optional.empty();

    private World world;
    private Scales scales;
    private ScaleProposals proposals;

    @BeforeEach
    void open() {
        world = new World();
        scales = world.newScales();
        proposals = world.newProposals();
        var draft =
                world.draft(terms(terms -> category(terms).withArray("legalBases").add("mandate")));
        world.sign("UNICEF", draft);
        world.sign("WFP", draft);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Scale latest() {
        return world.run(scales::latest).scale();
    }

    private Proposal propose(Scale scale, Optional<Instant> takesEffect) {
        return world.run(() -> proposals.propose(ADA, scale, "A review.", takesEffect));
    }

    private Approval approve(Proposal proposal, UUID person) {
        return world.run(() -> proposals.approve(proposal.id(), person));
    }

    private ScaleVersion change(Scale scale, Optional<Instant> takesEffect) {
        return taken(approve(propose(scale, takesEffect), BEN));
    }

    private static ScaleVersion taken(Approval approval) {
        assertThat(approval).isInstanceOf(Approval.Taken.class);
        return ((Approval.Taken) approval).version();
    }

    private static Hindrance hindrance(Approval approval) {
        assertThat(approval).isInstanceOf(Approval.Hindered.class);
        return ((Approval.Hindered) approval).why();
    }

    private static Problem problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run);
    }

    private int versions() {
        return world.<Page<ScaleVersion>>run(() -> scales.versions(Optional.empty()))
                .items()
                .size();
    }

    private int decidedUnder(Instant at) {
        return world.decide("UNICEF", "WFP", at).toJson().required("classes").intValue();
    }

    @Test
    void aNodeBeginsWithTheLevelsOfTheUnitedNations() {
        var first = world.run(scales::inEffect);

        assertThat(first.number()).isEqualTo(1);
        assertThat(first.scale()).isEqualTo(ScaleSets.named(ScaleSets.UNITED_NATIONS));
        assertThat(first.evidence()).isEmpty();
        assertThat(first.toJson().propertyNames())
                .containsExactly("version", "from", "digest", "scale");
        assertThat(first.toJson().required("digest").stringValue())
                .isEqualTo(
                        Base64Url.encode(
                                Digests.sha256(Jcs.canonical(first.toJson().required("scale")))));
    }

    @Test
    void anApprovedRaiseCountsOnTheNextRequestOnEveryNode() {
        var other = world.newNode();
        assertThat(world.permits(other)).isTrue();
        assertThat(world.permits(world.node())).isTrue();
        var proposal = propose(latest().with(RAISE), ON_APPROVAL);
        assertThat(world.permits(other)).isTrue();

        approve(proposal, BEN);

        assertThat(world.permits(other)).isFalse();
        assertThat(world.permits(world.node())).isFalse();
        assertThat(world.permits(world.newNode())).isFalse();
        assertThat(decidedUnder(NOW)).isEqualTo(2);
    }

    @Test
    void aChangeTakesEffectAtItsStatedTimeAndNotBefore() {
        var version = change(latest().with(RAISE), Optional.of(TOMORROW));

        assertThat(version.from()).isEqualTo(TOMORROW);
        assertThat(world.run(scales::inEffect).number()).isEqualTo(1);
        world.itIs(TOMORROW.minusNanos(1_000));
        assertThat(world.permits("UNICEF", "WFP")).isTrue();
        world.itIs(TOMORROW);
        assertThat(world.permits("UNICEF", "WFP")).isFalse();
        assertThat(world.run(scales::inEffect).number()).isEqualTo(2);
        assertThat(decidedUnder(TOMORROW.minusNanos(1_000))).isEqualTo(1);
        assertThat(decidedUnder(TOMORROW)).isEqualTo(2);
    }

    @Test
    void itTakesASecondPerson() {
        var proposal = propose(latest().with(RAISE), ON_APPROVAL);

        assertThat(hindrance(approve(proposal, ADA))).isEqualTo(Hindrance.SECOND_PERSON_NEEDED);
        assertThat(world.permits("UNICEF", "WFP")).isTrue();
        assertThat(versions()).isEqualTo(1);
        assertThat(world.run(() -> proposals.proposal(proposal.id())).state())
                .isEqualTo(Proposal.State.WAITING);

        assertThat(taken(approve(proposal, BEN)).number()).isEqualTo(2);
        var decided = world.run(() -> proposals.proposal(proposal.id()));
        assertThat(decided.state()).isEqualTo(Proposal.State.APPROVED);
        assertThat(decided.proposer()).isEqualTo(ADA);
        assertThat(decided.decider()).contains(BEN);
    }

    @Test
    void onePersonSufficesWhereTheClassesSaySo() {
        var relaxed = latest();
        for (var each : latest().classes()) {
            relaxed = relaxed.with(withoutSecondPerson(each));
        }
        var relaxing = propose(relaxed, ON_APPROVAL);
        assertThat(hindrance(approve(relaxing, ADA))).isEqualTo(Hindrance.SECOND_PERSON_NEEDED);
        approve(relaxing, BEN);

        taken(approve(propose(relaxed.with(RAISE), ON_APPROVAL), ADA));

        assertThat(world.permits("UNICEF", "WFP")).isFalse();
    }

    private static NamedClass withoutSecondPerson(NamedClass named) {
        var controls = named.level().controls();
        return new NamedClass(
                new SensitivityClass(
                        named.code(),
                        named.level().rank(),
                        new Controls(
                                controls.consent(),
                                controls.approval(),
                                false,
                                controls.longestRetention(),
                                controls.onwardSharing(),
                                controls.purposes(),
                                controls.breachNoticeHours())),
                named.names(),
                named.guidance());
    }

    @Test
    void aChangeIsUndoneByAnother() {
        var before = latest();
        change(before.with(RAISE), ON_APPROVAL);
        assertThat(world.permits("UNICEF", "WFP")).isFalse();

        var undone = change(before, ON_APPROVAL);

        assertThat(undone.number()).isEqualTo(3);
        assertThat(world.permits("UNICEF", "WFP")).isTrue();
        assertThat(versions()).isEqualTo(3);
    }

    @Test
    void whatWasToTakeEffectIsUndoneBeforeItDoes() {
        var before = latest();
        change(before.with(RAISE), Optional.of(TOMORROW));

        change(before, ON_APPROVAL);

        world.itIs(TOMORROW.plusSeconds(1));
        assertThat(world.permits("UNICEF", "WFP")).isTrue();
        assertThat(decidedUnder(TOMORROW)).isEqualTo(3);
    }

    @Test
    void whatWasProposedOnAnEarlierVersionIsOvertaken() {
        var one = propose(latest().with(RAISE), ON_APPROVAL);
        var other =
                propose(
                        latest().with(new Raise(TYPE, "/subject", "strictly-confidential")),
                        ON_APPROVAL);
        approve(one, BEN);

        assertThat(hindrance(approve(other, BEN))).isEqualTo(Hindrance.OVERTAKEN);
        assertThat(hindrance(approve(one, BEN))).isEqualTo(Hindrance.DECIDED);
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void nothingTakesEffectInThePast() {
        var late = propose(latest().with(RAISE), Optional.of(TOMORROW));
        world.itIs(TOMORROW);

        assertThat(hindrance(approve(late, BEN))).isEqualTo(Hindrance.TIME_PASSED);
        assertThat(problem(() -> propose(latest().with(RAISE), Optional.of(TOMORROW))).violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/takesEffect");
    }

    @Test
    void aProposalIsTakenBackOrDeclinedOnce() {
        var proposal = propose(latest().with(RAISE), ON_APPROVAL);

        assertThat(world.<Boolean>run(() -> proposals.close(proposal.id(), BEN))).isTrue();
        assertThat(world.<Boolean>run(() -> proposals.close(proposal.id(), ADA))).isFalse();

        assertThat(hindrance(approve(proposal, BEN))).isEqualTo(Hindrance.DECIDED);
        var listed = world.<Page<Proposal>>run(() -> proposals.list(Optional.empty())).items();
        assertThat(listed)
                .singleElement()
                .extracting(Proposal::decider)
                .isEqualTo(Optional.of(BEN));
    }

    @Test
    void refusesWhatLowersOrChangesNothingOrHasNoReason() {
        var lowering = new Raise(TYPE, "/elements/misconduct", "unclassified");

        var lowered = problem(() -> propose(latest().with(lowering), ON_APPROVAL));
        assertThat(lowered.type()).isEqualTo(KernelProblem.INVALID_CONTENT);
        assertThat(lowered.violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/raises/0/class");
        assertThat(problem(() -> propose(latest(), ON_APPROVAL)).violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("");
        assertThat(
                        problem(
                                        () ->
                                                world.run(
                                                        () ->
                                                                proposals.propose(
                                                                        ADA,
                                                                        latest().with(RAISE),
                                                                        " ",
                                                                        ON_APPROVAL)))
                                .violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/reason");
        assertThat(problem(() -> world.run(() -> scales.version(2))).type())
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> world.run(() -> proposals.proposal(ADA))).type())
                .isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void everyVersionIsLoggedAndNamesNobody() {
        var version = change(latest().with(RAISE), ON_APPROVAL);

        var evidence = version.evidence().orElseThrow();
        assertThat(evidence.opening().propertyNames())
                .contains("proposedBy", "approvedBy", "impactDigest");
        assertThat(evidence.opening().at("/approvedBy/value").stringValue())
                .isEqualTo(BEN.toString());
        var shown = version.toJson();
        assertThat(shown.required("leaf").stringValue()).isEqualTo(evidence.leaf());
        assertThat(shown.required("opening").propertyNames())
                .containsExactlyInAnyOrder("version", "from", "scaleDigest");
        assertThat(shown.at("/opening/scaleDigest/value")).isEqualTo(shown.required("digest"));
        assertThat(shown.toString()).doesNotContain(ADA.toString(), BEN.toString());
        Number logged =
                world.run(
                        () ->
                                (Number)
                                        world.database
                                                .entityManager()
                                                .createNativeQuery(
                                                        "select count(*) from ledger_pending where"
                                                                + " leaf_hash = ?1")
                                                .setParameter(1, Base64Url.decode(evidence.leaf()))
                                                .getSingleResult());
        assertThat(logged.intValue()).isEqualTo(1);
    }

    @Test
    void showsWhatWouldChangeBeforeItDoes() {
        var strict =
                world.draft(
                        terms(
                                terms -> {
                                    terms.put("title", "Among three");
                                    terms.putArray("parties").add("WFP").add("ILO");
                                    addCategory(
                                                    terms,
                                                    "strictly-confidential",
                                                    "/elements/misconduct")
                                            .withArray("legalBases")
                                            .add("mandate");
                                    terms.withArray("parties").add("UNICEF");
                                }));
        world.sign("WFP", strict);
        world.sign("ILO", strict);
        var seen = new ArrayList<PropertyChange>();
        ScaleReach reach =
                (changed, viewer) -> {
                    seen.addAll(changed);
                    return List.of(new ScaleReach.Reached("records", 7, List.of(viewer.entity())));
                };
        var scale = latest().with(RAISE);

        var impact =
                world.<Impact>run(
                        () ->
                                world.newScales(reach)
                                        .impact(scale, ON_APPROVAL, Viewer.of("UNICEF")));

        assertThat(impact.needsSecondPerson()).isTrue();
        assertThat(impact.classes()).isEmpty();
        assertThat(impact.properties())
                .containsExactly(
                        new PropertyChange(
                                TYPE,
                                "/elements/academic/*",
                                "confidential",
                                "strictly-confidential"))
                .isEqualTo(seen);
        assertThat(impact.looked()).as("of UNICEF itself").isEqualTo(1);
        assertThat(impact.less()).isEqualTo(1);
        assertThat(impact.more()).isZero();
        assertThat(impact.agreements())
                .as("UNICEF has not signed the other one")
                .singleElement()
                .satisfies(
                        example -> {
                            assertThat(example.title())
                                    .isEqualTo("Reuse of background verifications");
                            assertThat(example.uses())
                                    .hasSize(2)
                                    .allMatch(use -> use.permitsLess())
                                    .allMatch(
                                            use ->
                                                    use.use()
                                                            .pointer()
                                                            .equals("/elements/academic/*"));
                        });
        assertThat(impact.reached())
                .containsExactly(new ScaleReach.Reached("records", 7, List.of("UNICEF")));
        assertThat(world.permits("UNICEF", "WFP")).isTrue();

        var ofTheNode = impact(scale, Viewer.NODE);
        assertThat(ofTheNode.looked()).isEqualTo(2);
        assertThat(ofTheNode.less()).isEqualTo(2);
        assertThat(ofTheNode.agreements()).as("nobody's own").isEmpty();
        var ofBoth = impact(scale, new Viewer("ILO", true));
        assertThat(ofBoth.less()).isEqualTo(2);
        assertThat(ofBoth.agreements()).hasSize(1);
        var ofAnother = impact(scale, Viewer.of("UNHCR"));
        assertThat(ofAnother.looked() + ofAnother.less() + ofAnother.more())
                .as("an entity learns nothing of others, not even how many")
                .isZero();
    }

    private Impact impact(Scale scale, Viewer viewer) {
        return world.run(() -> scales.impact(scale, ON_APPROVAL, viewer));
    }

    @Test
    void whatWasCountedAtTheApprovalIsKept() {
        var proposal = propose(latest().with(RAISE), ON_APPROVAL);
        var shown = world.<Impact>run(() -> proposals.impact(proposal.id(), Viewer.of("WFP")));
        assertThat(shown.agreements()).hasSize(1);

        approve(proposal, BEN);

        var kept = world.run(() -> proposals.impactAtApproval(proposal.id()));
        assertThat(kept.at("/agreements/less").intValue()).isEqualTo(shown.less()).isEqualTo(1);
        assertThat(kept.at("/agreements/examples")).as("nobody's own").isEmpty();
        assertThat(
                        world.<Impact>run(() -> proposals.impact(proposal.id(), Viewer.of("WFP")))
                                .properties())
                .as("what it changed, once it is done")
                .isEqualTo(shown.properties());
    }

    @Test
    void anotherSetOfClassesMapsThoseOfSchemasAndTerms() {
        change(latest().movedTo(ScaleSets.named(ScaleSets.HUMANITARIAN)), ON_APPROVAL);

        assertThat(world.permits("UNICEF", "WFP")).isTrue();
        assertThat(decidedUnder(NOW)).isEqualTo(2);
        change(latest().with(new Raise(TYPE, "/elements/academic", "severe")), ON_APPROVAL);
        assertThat(world.permits("UNICEF", "WFP")).isFalse();
    }

    @Test
    void ofTwoApprovalsAtTheSameTimeOneCounts() throws Exception {
        for (int round = 0; round < 5; round++) {
            var scale =
                    round % 2 == 0
                            ? latest().with(RAISE)
                            : latest().withoutRaise(TYPE, "/elements/academic");
            var proposal = propose(scale, ON_APPROVAL);
            var rival = propose(scale, ON_APPROVAL);
            var other = world.newProposals(world.newNode());
            int before = versions();

            var outcomes =
                    together(
                            () -> world.run(() -> proposals.approve(proposal.id(), BEN)),
                            () -> world.run(() -> other.approve(rival.id(), BEN)));

            assertThat(outcomes).filteredOn(Approval.Taken.class::isInstance).hasSize(1);
            assertThat(outcomes).contains(new Approval.Hindered(Hindrance.OVERTAKEN));
            assertThat(versions()).isEqualTo(before + 1);
        }
    }

    private static List<Object> together(Callable<?> one, Callable<?> other) throws Exception {
        var start = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var running = new ArrayList<Future<Object>>();
            for (var work : List.of(one, other)) {
                running.add(
                        threads.submit(
                                () -> {
                                    start.await(30, TimeUnit.SECONDS);
                                    return work.call();
                                }));
            }
            var outcomes = new ArrayList<Object>();
            for (var each : running) {
                outcomes.add(each.get(60, TimeUnit.SECONDS));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
