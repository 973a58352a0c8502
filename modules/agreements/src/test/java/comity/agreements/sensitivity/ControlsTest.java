package comity.agreements.sensitivity;

import static comity.agreements.decision.Samples.NOW;
import static comity.agreements.decision.Samples.agreement;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.request;
import static comity.agreements.decision.Samples.requestOn;
import static comity.agreements.sensitivity.ScaleTest.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.Clause;
import comity.agreements.decision.DataRequest;
import comity.agreements.decision.Decision;
import comity.agreements.decision.DisclosurePolicy;
import comity.agreements.decision.Facts;
import comity.agreements.decision.LegalBasis;
import comity.agreements.decision.Obligations;
import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.Samples;
import comity.agreements.decision.SignedAgreement;
import comity.agreements.decision.Why;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each control of a class, as an administrator writes it into the document, decides. Terms that ask
 * for less than the class change nothing; {@code secondPerson} is {@link ScaleChangeTest}'s.
 */
class ControlsTest {

    private static final String ACADEMIC = "/elements/academic";

    /** Terms that ask for as little as terms can. */
    private static final SignedAgreement LENIENT =
            agreement(
                    terms -> {
                        category(terms).withArray("legalBases").add("mandate");
                        terms.put("retention", "P10Y").put("onwardSharing", "allowed");
                        terms.put("breachNoticeHours", 720);
                    });

    /**
     * The default set with the controls of {@code confidential} changed, read from its document.
     */
    private static Scale confidential(Consumer<ObjectNode> change) {
        var json = DEFAULT.toJson();
        var controls = (ObjectNode) json.at("/classes/1/controls");
        controls.put("onwardSharing", "allowed");
        change.accept(controls);
        return Scale.of(json);
    }

    private static Decision decide(Scale scale, DataRequest request) {
        return DisclosurePolicy.decide(
                request, Facts.of(NOW, Samples.shape(), scale.decided(2), List.of(LENIENT)));
    }

    private static Obligations obligations(Consumer<ObjectNode> change) {
        return decide(confidential(change), requestOn(LegalBasis.MANDATE, ACADEMIC))
                .permitted()
                .orElseThrow()
                .obligations();
    }

    private static Decision.Refused refused(Consumer<ObjectNode> change) {
        return (Decision.Refused)
                decide(confidential(change), requestOn(LegalBasis.MANDATE, ACADEMIC));
    }

    @Test
    void withoutControlsTheTermsAloneCount() {
        var obligations = obligations(controls -> {});

        assertThat(obligations.retainUntil(NOW)).isEqualTo(LocalDate.parse("2036-11-21"));
        assertThat(obligations.onwardSharing()).isEqualTo(OnwardSharing.ALLOWED);
        assertThat(obligations.breachNoticeHours()).isEqualTo(OptionalInt.of(720));
    }

    @Test
    void consent() {
        var refused = refused(controls -> controls.put("consent", true));

        assertThat(refused.why()).isEqualTo(Why.CONSENT_MISSING);
        assertThat(refused.clause()).isEqualTo(new Clause("classes/confidential"));
        assertThat(
                        decide(
                                        confidential(controls -> controls.put("consent", true)),
                                        request(ACADEMIC))
                                .permitted())
                .isPresent();
    }

    @Test
    void approval() {
        var decision =
                decide(
                        confidential(controls -> controls.put("approval", true)),
                        requestOn(LegalBasis.MANDATE, ACADEMIC));

        assertThat(decision.permitted()).as("nothing before a person approves").isEmpty();
        assertThat(decision.toJson().toString()).contains("classes/confidential");
    }

    @Test
    void purposes() {
        var refused = refused(controls -> controls.putArray("purposes").add("audit"));

        assertThat(refused.why()).isEqualTo(Why.PURPOSE_NOT_ALLOWED_FOR_CLASS);
        assertThat(refused.clause()).isEqualTo(new Clause("classes/confidential"));
        assertThat(obligations(controls -> controls.putArray("purposes").add("recruitment")))
                .isNotNull();
    }

    @Test
    void longestRetention() {
        assertThat(
                        obligations(controls -> controls.put("longestRetention", "P6M"))
                                .retainUntil(NOW))
                .isEqualTo(LocalDate.parse("2027-05-21"));
    }

    @Test
    void onwardSharing() {
        assertThat(
                        obligations(controls -> controls.put("onwardSharing", "prohibited"))
                                .onwardSharing())
                .isEqualTo(OnwardSharing.PROHIBITED);
    }

    @Test
    void breachNoticeHours() {
        assertThat(
                        obligations(controls -> controls.put("breachNoticeHours", 24))
                                .breachNoticeHours())
                .isEqualTo(OptionalInt.of(24));
    }
}
