package comity.agreements.decision;

import static comity.agreements.decision.Samples.NOW;
import static comity.agreements.decision.Samples.agreement;
import static comity.agreements.decision.Samples.requestOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitivityClassesTest {

    private static final Instant LATER = NOW.plusSeconds(86_400);

    private static SensitivityClasses raising(int version, Raise... raises) {
        return new SensitivityClasses(version, Samples.classes().all(), Map.of(), List.of(raises));
    }

    private static Raise raise(String pointer, String code) {
        return new Raise(Samples.TYPE, pointer, code);
    }

    private static Map<String, String> codes(SensitivityClasses classes) {
        var codes = new TreeMap<String, String>();
        for (var property : classes.raised(Samples.shape()).properties()) {
            codes.put(property.pointer(), property.sensitivity());
        }
        return codes;
    }

    @Test
    void aRaiseCoversWhatLiesBelowItAndNothingElse() {
        var codes = codes(raising(2, raise("/elements/academic", "strictly-confidential")));

        assertThat(codes)
                .containsEntry("/elements/academic/*", "strictly-confidential")
                .containsEntry("/elements/employment/*", "confidential")
                .containsEntry("/subject", "confidential");
    }

    @Test
    void ofSeveralTheHighestCountsAndNoneLowers() {
        var codes =
                codes(
                        raising(
                                2,
                                raise("/elements", "confidential"),
                                raise("/elements/summary", "strictly-confidential")));

        assertThat(codes)
                .containsEntry("/elements/misconduct/*", "strictly-confidential")
                .containsEntry("/elements/summary", "strictly-confidential")
                .containsEntry("/elements/academic/*", "confidential");
    }

    @Test
    void aRaiseOfAnotherTypeChangesNothing() {
        var classes = raising(2, new Raise("other", "/elements", "strictly-confidential"));

        assertThat(codes(classes)).isEqualTo(codes(Samples.classes()));
    }

    @Test
    void aRaiseToAClassThatIsNotKnownPermitsNothing() {
        var shape = raising(2, raise("/elements/academic", "secret"));
        var facts =
                Facts.of(
                        NOW, Samples.shape(), shape, List.of(agreement(terms -> onMandate(terms))));

        var refused =
                (Decision.Refused)
                        DisclosurePolicy.decide(
                                requestOn(LegalBasis.MANDATE, "/elements/academic"), facts);

        assertThat(refused.why()).isEqualTo(Why.UNKNOWN_CLASS);
    }

    @Test
    void whatIsNotKnownStaysAsItIsCalled() {
        assertThat(codes(raising(2, raise("/elements/academic", "secret"))))
                .containsEntry("/elements/academic/*", "secret");
        var unheard =
                new RecordShape(
                        Samples.TYPE, List.of(new RecordShape.Property("/subject", "unheard-of")));

        assertThat(raising(2, raise("/subject", "confidential")).raised(unheard).properties())
                .containsExactly(new RecordShape.Property("/subject", "unheard-of"));
    }

    @Test
    void withoutLaterVersionsAHistoryIsTheSame() {
        var history = ClassHistory.always(Samples.classes());

        assertThat(history.with(List.of())).isSameAs(history);
        assertThatThrownBy(
                        () ->
                                history.with(
                                        List.of(new ClassHistory.Dated(LATER, Samples.classes()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Version 1 comes after 1.");
    }

    @Test
    void theSameShapeIsNotRaisedTwice() {
        var classes = raising(2, raise("/elements/academic", "strictly-confidential"));
        var shape = Samples.shape();

        assertThat(classes.raised(shape)).isSameAs(classes.raised(shape));
        assertThat(classes.raised(Samples.shape())).isNotSameAs(classes.raised(shape));
    }

    @Test
    void aCodeOfAnotherSetMeansTheClassThatItStandsFor() {
        var severe = new SensitivityClass("severe", 9, SensitivityClass.Controls.NONE);
        var low = new SensitivityClass("low", 1, SensitivityClass.Controls.NONE);
        var classes =
                new SensitivityClasses(
                        3, List.of(severe, low), Map.of("confidential", "severe"), List.of());

        assertThat(classes.of("confidential")).contains(severe);
        assertThat(classes.of("low")).contains(low);
        assertThat(classes.of("unclassified")).isEmpty();
        assertThatThrownBy(
                        () ->
                                new SensitivityClasses(
                                        3, List.of(low), Map.of("low", "low"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void onMandate(tools.jackson.databind.node.ObjectNode terms) {
        Samples.category(terms).withArray("legalBases").add("mandate");
    }

    /** What one epoch knows of two versions, the second from tomorrow. */
    private static InForce changing() {
        var history =
                ClassHistory.always(Samples.classes())
                        .with(
                                List.of(
                                        new ClassHistory.Dated(
                                                LATER,
                                                raising(
                                                        2,
                                                        raise(
                                                                "/elements/academic",
                                                                "strictly-confidential")))));
        return InForce.of(1, history, List.of(agreement(SensitivityClassesTest::onMandate)));
    }

    @ParameterizedTest
    @CsvSource({"-1, true, 1", "0, false, 2", "1, false, 2"})
    void aDecisionIsMadeUnderTheVersionInEffectAtItsTimeAndNamesIt(
            long microsAfter, boolean permitted, int version) {
        var decision =
                changing()
                        .decide(
                                requestOn(LegalBasis.MANDATE, "/elements/academic"),
                                Samples.shape(),
                                LATER.plusNanos(1_000 * microsAfter));

        assertThat(decision.permitted().isPresent()).isEqualTo(permitted);
        assertThat(decision.toJson().required("classes").intValue()).isEqualTo(version);
    }

    @Test
    void aLaterVersionReplacesOneThatWasToTakeEffectAfterIt() {
        var history =
                ClassHistory.always(Samples.classes())
                        .with(List.of(new ClassHistory.Dated(LATER, raising(2))))
                        .with(List.of(new ClassHistory.Dated(NOW, raising(3))));

        assertThat(history.at(NOW.minusNanos(1)).version()).isEqualTo(1);
        assertThat(history.at(NOW).version()).isEqualTo(3);
        assertThat(history.at(LATER).version()).isEqualTo(3);
        assertThat(history.latest()).isEqualTo(3);
        assertThatThrownBy(() -> history.with(List.of(new ClassHistory.Dated(LATER, raising(3)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutAnyVersionNothingIsPermitted() {
        var none = InForce.of(1, ClassHistory.NONE, List.of(agreement(terms -> {})));

        assertThat(none.decide(Samples.request(), Samples.shape(), NOW).permitted()).isEmpty();
    }
}
