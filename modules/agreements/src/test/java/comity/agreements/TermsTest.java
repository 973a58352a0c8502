package comity.agreements;

import static comity.agreements.decision.Samples.addCategory;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.Samples;
import comity.agreements.decision.Terms;
import comity.kernel.Json;
import comity.kernel.Problem.Violation;
import comity.schema.Schemas;
import comity.trust.Base64Url;
import comity.trust.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class TermsTest {

    private static final TermsRules RULES =
            new TermsRules(
                    Schemas.published(), Samples.classes(), Set.of("UNICEF", "WFP")::contains);

    private static Iterable<String> faults(Consumer<ObjectNode> change) {
        return RULES.violations(Terms.of(terms(change))).stream().map(Violation::pointer).toList();
    }

    private static Iterable<String> faultsOfIdentity(Consumer<ObjectNode> change) {
        return RULES.unpermittedIdentities(Terms.of(terms(change))).stream()
                .map(Violation::detail)
                .toList();
    }

    @Test
    void theExampleOfTheProtocolIsReadWhole() {
        var terms = Terms.of(terms());

        assertThat(terms.unknown()).isEmpty();
        assertThat(terms.parties()).containsExactly("UNICEF", "WFP");
        assertThat(terms.retention()).isEqualTo(Period.ofYears(1));
        assertThat(terms.breachNoticeHours()).hasValue(72);
        assertThat(terms.onwardSharing()).isEqualTo(OnwardSharing.PROHIBITED);
        assertThat(RULES.violations(terms)).isEmpty();
        assertThat(RULES.unpermittedIdentities(terms)).isEmpty();
    }

    @Test
    void theDigestIsThatOfTheCanonicalForm() {
        var reordered = Json.object();
        var names = new ArrayList<>(terms().propertyNames());
        Collections.reverse(names);
        names.forEach(name -> reordered.set(name, terms().required(name)));
        var canonical =
                "{\"accession\":\"closed\",\"area\":\"human-resources\",\"breachNoticeHours\":72,"
                        + "\"categories\":[{\"ceiling\":\"confidential\",\"legalBases\":[\"consent\"],\"name\":\"credentials"
                        + " and employment\",\"pointers\":[\"/subject\","
                        + "\"/elements/academic\",\"/elements/employment\"]}],"
                        + "\"commercialUse\":\"prohibited\",\"onwardSharing\":\"prohibited\","
                        + "\"parties\":[\"UNICEF\",\"WFP\"],\"purposes\":[\"recruitment\"],"
                        + "\"recordTypes\":[\"background-verification\"],"
                        + "\"reidentification\":\"prohibited\",\"retention\":\"P1Y\","
                        + "\"term\":{\"from\":\"2026-01-01\",\"until\":\"2028-12-31\"},\"title\":\"Reuse"
                        + " of background verifications\"}";

        assertThat(Terms.of(reordered).digest())
                .isEqualTo(Terms.of(terms()).digest())
                .isEqualTo(
                        Base64Url.encode(
                                Digests.sha256(canonical.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1Y", "P6M", "P30D", "P2W", "P1Y6M"})
    void readsRetentionAsAPeriodOfTheCalendar(String retention) {
        assertThat(Terms.of(terms(terms -> terms.put("retention", retention))).retention())
                .isEqualTo(Period.parse(retention));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P0D", "-P1Y", "P-1D", "PT5H", "1 year", "P1YT1H"})
    void doesNotUnderstandARetentionThatIsNone(String retention) {
        assertThat(Terms.of(terms(terms -> terms.put("retention", retention))).unknown())
                .containsExactly("retention");
    }

    @Test
    void refusesEqualPointersWithinAndAcrossCategories() {
        assertThat(faults(terms -> category(terms).withArray("pointers").add("/subject")))
                .containsExactly("/categories/0/pointers/3");
        assertThat(faults(terms -> addCategory(terms, "confidential", "/subject")))
                .containsExactly("/categories/1/pointers/0");
    }

    @Test
    void refusesPointersThatNoRecordTypeHas() {
        assertThat(faults(terms -> addCategory(terms, "confidential", "/elements/shoe-size")))
                .containsExactly("/categories/1/pointers/0");
        assertThat(faults(terms -> addCategory(terms, "confidential", "/subject/familyName")))
                .containsExactly("/categories/1/pointers/0");
        assertThat(faults(terms -> addCategory(terms, "confidential", "/elements/academic/*")))
                .isEmpty();
    }

    @Test
    void refusesWhatThisNodeDoesNotKnow() {
        assertThat(faults(terms -> terms.withArray("parties").add("NOBODY")))
                .containsExactly("/parties/2");
        assertThat(faults(terms -> terms.withArray("recordTypes").add("horoscope")))
                .containsExactly("/recordTypes");
        assertThat(faults(terms -> category(terms).put("ceiling", "cosmic")))
                .containsExactly("/categories/0/ceiling");
        assertThat(faults(terms -> terms.put("onlyOnWeekdays", true)))
                .containsExactly("/onlyOnWeekdays");
    }

    @Test
    void refusesATermThatEndsBeforeItBegins() {
        assertThat(faults(terms -> terms.withObject("/term").put("until", "2025-12-31")))
                .containsExactly("/term/until");
        assertThat(faults(terms -> terms.withObject("/term").put("until", "2026-01-01"))).isEmpty();
    }

    @Test
    void refusesFlowsThatAreNoPairOfParties() {
        assertThat(
                        faults(
                                terms ->
                                        terms.putArray("flows")
                                                .addObject()
                                                .put("from", "UNICEF")
                                                .put("to", "ILO")))
                .containsExactly("/flows");
        assertThat(
                        faults(
                                terms ->
                                        terms.putArray("flows")
                                                .addObject()
                                                .put("from", "WFP")
                                                .put("to", "WFP")))
                .containsExactly("/flows");
    }

    @Test
    void refusesAnAgreementOfOne() {
        assertThat(faults(terms -> terms.putArray("parties").add("WFP")))
                .containsExactly("/parties");
    }

    @Test
    void mayNotBeSignedUnlessWhatIdentifiesIsPermitted() {
        assertThat(
                        faultsOfIdentity(
                                terms ->
                                        category(terms)
                                                .putArray("pointers")
                                                .add("/elements/academic")))
                .singleElement()
                .asString()
                .contains("/subject");
        assertThat(faultsOfIdentity(terms -> category(terms).put("ceiling", "unclassified")))
                .hasSize(1);
        assertThat(faultsOfIdentity(terms -> category(terms).putArray("legalBases").add("whim")))
                .hasSize(1);
    }

    @Test
    void everyPartyDisclosesToEveryOtherUnlessFlowsSayOtherwise() {
        var all = Terms.of(terms());
        var one =
                Terms.of(
                        terms(
                                terms ->
                                        terms.putArray("flows")
                                                .addObject()
                                                .put("from", "WFP")
                                                .put("to", "UNICEF")));

        assertThat(all.letsFlow("UNICEF", "WFP")).isTrue();
        assertThat(all.letsFlow("WFP", "WFP")).isFalse();
        assertThat(all.letsFlow("ILO", "WFP")).isFalse();
        assertThat(one.letsFlow("WFP", "UNICEF")).isTrue();
        assertThat(one.letsFlow("UNICEF", "WFP")).isFalse();
    }

    @Test
    void aPointerDoesNotCoverANameThatMerelyBeginsAlike() {
        var terms = Terms.of(terms());

        assertThat(terms.categoryOf("/elements/academic/*")).isPresent();
        assertThat(terms.categoryOf("/elements/academics")).isEmpty();
        assertThat(terms.categoryOf("/elements")).isEmpty();
    }

    @Test
    void thePublishedTypeDrawsItsLinesAtTheElementsOfArrays() {
        var shape =
                RecordShape.of(
                        Schemas.published().recordType("background-verification").orElseThrow());

        assertThat(shape.properties())
                .contains(
                        new RecordShape.Property("/subject", "confidential", true),
                        new RecordShape.Property(
                                "/elements/misconduct/*", "strictly-confidential", false));
        assertThat(shape.unknownOf(List.of("/elements", "/elements/academic", "/nope")))
                .containsExactly("/nope");
    }
}
