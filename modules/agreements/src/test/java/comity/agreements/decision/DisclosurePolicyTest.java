package comity.agreements.decision;

import static comity.agreements.decision.Samples.addCategory;
import static comity.agreements.decision.Samples.agreement;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.compact;
import static comity.agreements.decision.Samples.facts;
import static comity.agreements.decision.Samples.factsAt;
import static comity.agreements.decision.Samples.permitted;
import static comity.agreements.decision.Samples.refused;
import static comity.agreements.decision.Samples.request;
import static comity.agreements.decision.Samples.terms;
import static comity.agreements.decision.Samples.whyRefused;
import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class DisclosurePolicyTest {

    @Test
    void permitsWhatIsWantedAndWhatIdentifies() {
        var decision = permitted(request("/elements/academic"), facts(agreement(Samples::asItIs)));

        assertThat(decision.properties()).containsExactly("/subject", "/elements/academic/*");
        assertThat(decision.withheld()).isEmpty();
        assertThat(decision.clauses())
                .extracting(Clause::name)
                .containsExactly("recordTypes", "purposes", "categories/0");
        assertThat(decision.version()).isEqualTo(new AgreementVersion(Samples.id(1), 1));
        assertThat(decision.termsDigest()).isEqualTo(Terms.of(terms()).digest());
    }

    @Test
    void withholdsWhatNoCategoryCoversAndSaysSo() {
        var decision =
                permitted(
                        request("/elements/academic", "/elements/misconduct"),
                        facts(agreement(Samples::asItIs)));

        assertThat(decision.withheld())
                .containsExactly(
                        new Withheld("/elements/misconduct", Clause.CATEGORIES, Why.NOT_COVERED));
    }

    @Test
    void permitsAllThatIsPermittedWhenNothingIsNamed() {
        var decision = permitted(request(), facts(agreement(Samples::asItIs)));

        assertThat(decision.properties())
                .containsExactly("/subject", "/elements/academic/*", "/elements/employment/*");
        assertThat(decision.withheld())
                .extracting(Withheld::pointer)
                .containsExactly("/elements/misconduct", "/elements/summary");
    }

    @Test
    void wantingAContainerWantsAllBelowIt() {
        var decision = permitted(request("/elements"), facts(agreement(Samples::asItIs)));

        assertThat(decision.properties()).contains("/elements/academic/*");
        assertThat(decision.withheld()).hasSize(2);
    }

    @Test
    void withholdsWhatIsAboveTheCeiling() {
        var decision =
                permitted(
                        request("/elements/academic", "/elements/misconduct"),
                        facts(
                                agreement(
                                        terms ->
                                                category(terms)
                                                        .withArray("pointers")
                                                        .add("/elements/misconduct"))));

        assertThat(decision.withheld())
                .containsExactly(
                        new Withheld(
                                "/elements/misconduct",
                                new Clause("categories/0"),
                                Why.ABOVE_AGREED_CLASS));
    }

    @Test
    void theLongestPointerDecides() {
        Consumer<ObjectNode> narrower =
                terms -> addCategory(terms, "unclassified", "/elements/academic/*");

        var decision = permitted(request("/elements"), facts(agreement(narrower)));

        assertThat(decision.properties()).containsExactly("/subject", "/elements/employment/*");
        assertThat(decision.withheld())
                .contains(
                        new Withheld(
                                "/elements/academic",
                                new Clause("categories/1"),
                                Why.ABOVE_AGREED_CLASS));
    }

    @Test
    void namesAContainerWhenAllOfItIsWithheldForOneReason() {
        var shape =
                RecordShape.of(
                        Samples.TYPE,
                        List.of(
                                new RecordShape.Property("/subject", "confidential"),
                                new RecordShape.Property("/a/b/*/c", "confidential"),
                                new RecordShape.Property("/a/b/*/d", "confidential"),
                                new RecordShape.Property("/a/e", "strictly-confidential")),
                        Set.of("/subject"));
        var agreement = agreement(terms -> addCategory(terms, "unclassified", "/a"));

        var decision =
                permitted(
                        request("/a", "/subject"),
                        Facts.of(Samples.NOW, shape, Samples.classes(), List.of(agreement)));
        var partly =
                permitted(
                        request("/a/b/*/c", "/a/e", "/subject"),
                        Facts.of(Samples.NOW, shape, Samples.classes(), List.of(agreement)));

        assertThat(decision.withheld()).extracting(Withheld::pointer).containsExactly("/a");
        assertThat(partly.withheld())
                .extracting(Withheld::pointer)
                .containsExactly("/a/b/*/c", "/a/e");
    }

    @Test
    void refusesWithoutAnAgreement() {
        assertThat(refused(request(), facts()))
                .isEqualTo(
                        new Decision.Refused(
                                Clause.AGREEMENTS, Why.NO_AGREEMENT_IN_FORCE, List.of(), 1));
    }

    @Test
    void refusesUntilBothHaveSigned() {
        var unsigned =
                new SignedAgreement(
                        new AgreementVersion(Samples.id(1), 1),
                        Terms.of(terms()),
                        Map.of("UNICEF", Signature.at(Samples.SIGNED, List.of())),
                        Map.of());

        assertThat(refused(request(), facts(unsigned)).why()).isEqualTo(Why.NO_AGREEMENT_IN_FORCE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-03T07:59:59.999999Z, false",
        "2026-02-03T08:00:00Z, true",
        "2028-12-31T23:59:59.999999Z, true",
        "2029-01-01T00:00:00Z, false"
    })
    void isInForceFromTheSecondSignatureToTheEndOfTheLastDay(Instant at, boolean inForce) {
        var agreement = agreement(Samples::asItIs);

        assertThat(isInForce(agreement, at)).isEqualTo(inForce);
        assertThat(
                        DisclosurePolicy.decide(
                                        request(forEver(), "/elements/academic"),
                                        factsAt(at, agreement))
                                .permitted()
                                .isPresent())
                .isEqualTo(inForce);
    }

    @ParameterizedTest
    @CsvSource({"2026-04-30T23:59:59Z, false", "2026-05-01T00:00:00Z, true"})
    void isNotInForceBeforeTheTermBegins(Instant at, boolean inForce) {
        var agreement = agreement(terms -> terms.withObject("/term").put("from", "2026-05-01"));

        assertThat(isInForce(agreement, at)).isEqualTo(inForce);
    }

    private static boolean isInForce(SignedAgreement agreement, Instant at) {
        var binding = agreement.between("WFP", "UNICEF").orElseThrow();
        return !at.isBefore(binding.since()) && !binding.isOverAt(at);
    }

    private static Consent forEver() {
        return new Consent(
                "C",
                Set.of("recruitment"),
                Set.of("WFP"),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void bindsNoEntityToItself() {
        assertThat(agreement(Samples::asItIs).between("WFP", "WFP")).isEmpty();
    }

    @Test
    void refusesAPurposeATypeOrADirectionThatIsNotAgreed() {
        assertThat(whyRefused(request(), terms -> terms.putArray("purposes").add("audit")))
                .isEqualTo(Why.PURPOSE_NOT_AGREED);
        assertThat(whyRefused(request(), terms -> terms.putArray("recordTypes").add("other")))
                .isEqualTo(Why.RECORD_TYPE_NOT_AGREED);
        assertThat(
                        whyRefused(
                                request(),
                                terms ->
                                        terms.putArray("flows")
                                                .addObject()
                                                .put("from", "WFP")
                                                .put("to", "UNICEF")))
                .isEqualTo(Why.FLOW_NOT_AGREED);
    }

    @Test
    void permitsADirectionThatTheFlowsName() {
        var agreement =
                agreement(
                        terms ->
                                terms.putArray("flows")
                                        .addObject()
                                        .put("from", "UNICEF")
                                        .put("to", "WFP"));

        assertThat(permitted(request(), facts(agreement)).properties()).isNotEmpty();
    }

    @Test
    void anUnknownConstraintDenies() {
        var refused =
                refused(request(), facts(agreement(terms -> terms.put("onlyOnWeekdays", true))));

        assertThat(refused.why()).isEqualTo(Why.UNKNOWN_CONSTRAINT);
        assertThat(refused.clause()).isEqualTo(new Clause("onlyOnWeekdays"));
        assertThat(whyRefused(request(), terms -> category(terms).put("region", "Africa")))
                .isEqualTo(Why.UNKNOWN_CONSTRAINT);
        assertThat(whyRefused(request(), terms -> terms.put("onwardSharing", "sometimes")))
                .isEqualTo(Why.UNKNOWN_CONSTRAINT);
        assertThat(whyRefused(request(), terms -> terms.put("retention", "a while")))
                .isEqualTo(Why.UNKNOWN_CONSTRAINT);
        assertThat(whyRefused(request(), terms -> terms.put("commercialUse", "allowed")))
                .isEqualTo(Why.UNKNOWN_CONSTRAINT);
    }

    @Test
    void permitsNothingWithoutWhatIdentifies() {
        var refused =
                refused(
                        request("/elements/academic"),
                        facts(
                                agreement(
                                        terms ->
                                                category(terms)
                                                        .putArray("pointers")
                                                        .add("/elements/academic"))));

        assertThat(refused.why()).isEqualTo(Why.NOT_COVERED);
        assertThat(refused.misses().get(0).pointer()).contains("/subject");
    }

    @Test
    void anIdentityAloneIsNoAnswerToAWish() {
        assertThat(whyRefused(request("/elements/misconduct"), Samples::asItIs))
                .isEqualTo(Why.NOT_COVERED);
    }

    @Test
    void saysWhatTheTypeDoesNotHave() {
        var decision =
                permitted(
                        request("/elements/academic", "/elements/shoe-size"),
                        facts(agreement(Samples::asItIs)));

        assertThat(decision.withheld())
                .containsExactly(
                        new Withheld(
                                "/elements/shoe-size", Clause.RECORD_TYPES, Why.UNKNOWN_PROPERTY));
        assertThat(whyRefused(request("/elements/academic/*/outcome"), Samples::asItIs))
                .isEqualTo(Why.UNKNOWN_PROPERTY);
    }

    @Test
    void aClassMayAllowSomePurposesOnly() {
        var limited =
                Samples.classes(
                        controls ->
                                controls.put(
                                        "confidential",
                                        new SensitivityClass.Controls(
                                                false,
                                                false,
                                                false,
                                                Optional.empty(),
                                                OnwardSharing.ALLOWED,
                                                Set.of("audit"),
                                                OptionalInt.empty())));

        var refused =
                refused(
                        request("/elements/academic"),
                        Facts.of(
                                Samples.NOW,
                                Samples.shape(),
                                limited,
                                List.of(agreement(Samples::asItIs))));

        assertThat(refused.why()).isEqualTo(Why.PURPOSE_NOT_ALLOWED_FOR_CLASS);
    }

    @Test
    void deniesAClassThatTheNodeDoesNotKeep() {
        assertThat(
                        whyRefused(
                                request("/elements/academic"),
                                terms -> category(terms).put("ceiling", "cosmic")))
                .isEqualTo(Why.UNKNOWN_CLASS);
    }

    @Test
    void obligationsAreTheStrictestOfTermsAndClasses() {
        var classes =
                Samples.classes(
                        controls ->
                                controls.put(
                                        "confidential", Samples.controls(false, false, "P6M")));
        var agreement =
                agreement(
                        terms ->
                                terms.put("onwardSharing", "prior-consent")
                                        .put("breachNoticeHours", 96));

        var obligations =
                permitted(
                                request("/elements/academic"),
                                Facts.of(Samples.NOW, Samples.shape(), classes, List.of(agreement)))
                        .obligations();

        assertThat(obligations.retainUntil(Samples.NOW)).isEqualTo(LocalDate.of(2027, 5, 21));
        assertThat(obligations.onwardSharing()).isEqualTo(OnwardSharing.PROHIBITED);
        assertThat(obligations.breachNoticeHours()).hasValue(72);
        assertThat(obligations.retentions()).containsExactly(Period.ofYears(1), Period.ofMonths(6));
    }

    @Test
    void mostPermittedWins() {
        var more =
                agreement(
                        2,
                        terms(
                                terms -> {
                                    terms.put("retention", "P9Y");
                                    category(terms).withArray("pointers").add("/elements/summary");
                                }));

        assertThat(permitted(request(), facts(agreement(1, terms()), more)).version().agreement())
                .isEqualTo(Samples.id(2));
    }

    @Test
    void thenTheShortestRetention() {
        var shorter = agreement(2, terms(terms -> terms.put("retention", "P364D")));

        assertThat(
                        permitted(request(), facts(agreement(1, terms()), shorter))
                                .version()
                                .agreement())
                .isEqualTo(Samples.id(2));
    }

    @Test
    void thenTheLatestBinding() {
        var later =
                new SignedAgreement(
                        new AgreementVersion(Samples.id(2), 1),
                        Terms.of(terms()),
                        Map.of(
                                "UNICEF",
                                Signature.at(Samples.SIGNED_LATER.plusSeconds(1), List.of()),
                                "WFP",
                                Signature.at(Samples.SIGNED, List.of())),
                        Map.of());

        assertThat(permitted(request(), facts(agreement(1, terms()), later)).version().agreement())
                .isEqualTo(Samples.id(2));
    }

    @Test
    void thenTheLowestId() {
        var decision = permitted(request(), facts(agreement(2, terms()), agreement(1, terms())));

        assertThat(decision.version().agreement()).isEqualTo(Samples.id(1));
    }

    @Test
    void namesTheNearestMissOfEachAgreementTheNearestFirst() {
        var otherPurpose = agreement(1, terms(terms -> terms.putArray("purposes").add("audit")));
        var otherBasis =
                agreement(2, terms(terms -> category(terms).putArray("legalBases").add("mandate")));

        var refused = refused(request(), facts(otherPurpose, otherBasis));

        assertThat(refused.misses())
                .extracting(NearestMiss::why)
                .containsExactly(Why.LEGAL_BASIS_NOT_AGREED, Why.PURPOSE_NOT_AGREED);
        assertThat(refused.why()).isEqualTo(Why.LEGAL_BASIS_NOT_AGREED);
    }

    @Test
    void isWrittenAsTheProtocolSays() {
        var decision =
                permitted(
                        request("/elements/academic", "/elements/misconduct"),
                        facts(agreement(Samples::asItIs)));

        assertThat(Json.text(decision.toJson()))
                .isEqualTo(
                        compact(
                                """
                                {"outcome": "permitted",
                                 "agreement": "01930000-0000-7000-8000-000000000001", "version": 1,
                                 "clauses": ["recordTypes", "purposes", "categories/0"],
                                 "permitted": [
                                   {"pointer": "/subject", "clause": "categories/0"},
                                   {"pointer": "/elements/academic", "clause": "categories/0"}],
                                 "withheld": [{"pointer": "/elements/misconduct",
                                   "clause": "categories", "why": "not-covered"}],
                                 "classes": 1}
                                """));
        assertThat(Json.text(decision.obligations().toJson(Samples.NOW)))
                .isEqualTo(
                        compact(
                                """
                                {"purpose": "recruitment", "retainUntil": "2027-11-21",
                                 "onwardSharing": "prohibited", "commercialUse": "prohibited",
                                 "breachNoticeHours": 72}
                                """));
    }
}
