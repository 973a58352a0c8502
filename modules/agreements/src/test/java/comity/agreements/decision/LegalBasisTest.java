package comity.agreements.decision;

import static comity.agreements.decision.Samples.agreement;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.consent;
import static comity.agreements.decision.Samples.facts;
import static comity.agreements.decision.Samples.factsAt;
import static comity.agreements.decision.Samples.permitted;
import static comity.agreements.decision.Samples.refused;
import static comity.agreements.decision.Samples.request;
import static comity.agreements.decision.Samples.requestOn;
import static comity.agreements.decision.Samples.terms;
import static comity.agreements.decision.Samples.whyRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** On which basis a category may be disclosed, and what consent has to cover. */
class LegalBasisTest {

    @Test
    void refusesALegalBasisThatTheCategoryDoesNotAdmit() {
        var refused =
                refused(
                        requestOn(LegalBasis.MANDATE, "/elements/academic"),
                        facts(agreement(Samples::asItIs)));

        assertThat(refused.why()).isEqualTo(Why.LEGAL_BASIS_NOT_AGREED);
        assertThat(refused.misses())
                .containsExactly(
                        new NearestMiss(
                                new AgreementVersion(Samples.id(1), 1),
                                new Clause("categories/0"),
                                Why.LEGAL_BASIS_NOT_AGREED,
                                Optional.of("/subject")));
    }

    @Test
    void needsNoConsentOnAnotherBasisUnlessTheClassDemandsIt() {
        Consumer<ObjectNode> onMandate =
                terms -> category(terms).withArray("legalBases").add("mandate");
        var demanding =
                Samples.classes(
                        controls ->
                                controls.put("confidential", Samples.controls(true, false, "P5Y")));
        var request = requestOn(LegalBasis.MANDATE, "/elements/academic");

        assertThat(permitted(request, facts(agreement(onMandate))).properties()).hasSize(2);
        var refused =
                refused(
                        request,
                        Facts.of(
                                Samples.NOW,
                                Samples.shape(),
                                demanding,
                                List.of(agreement(onMandate))));
        assertThat(refused.why()).isEqualTo(Why.CONSENT_MISSING);
        assertThat(refused.clause()).isEqualTo(new Clause("classes/confidential"));
    }

    @Test
    void refusesConsentThatDoesNotCover() {
        var given = consent();
        var otherPurpose =
                new Consent(
                        "C",
                        Set.of("audit"),
                        given.recipients(),
                        given.givenAt(),
                        given.expiresAt(),
                        Optional.empty());
        var otherRecipient =
                new Consent(
                        "C",
                        given.purposes(),
                        Set.of("ILO"),
                        given.givenAt(),
                        given.expiresAt(),
                        Optional.empty());

        assertThat(whyRefused(requestOn(LegalBasis.CONSENT), Samples::asItIs))
                .isEqualTo(Why.CONSENT_MISSING);
        assertThat(whyRefused(request(otherPurpose), Samples::asItIs))
                .isEqualTo(Why.CONSENT_PURPOSE_NOT_COVERED);
        assertThat(whyRefused(request(otherRecipient), Samples::asItIs))
                .isEqualTo(Why.CONSENT_RECIPIENT_NOT_COVERED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T08:59:59Z, CONSENT_NOT_YET_GIVEN",
        "2026-10-01T09:00:00Z,",
        "2027-09-30T23:59:59Z,",
        "2027-10-01T00:00:00Z, CONSENT_EXPIRED"
    })
    void consentCountsFromWhenItIsGivenUntilItExpires(Instant at, @Nullable Why why) {
        var decision = DisclosurePolicy.decide(request(), factsAt(at, agreement(Samples::asItIs)));

        assertThat(decision.permitted().isPresent()).isEqualTo(why == null);
        if (decision instanceof Decision.Refused refused) {
            assertThat(refused.why()).isEqualTo(why);
        }
    }
}
