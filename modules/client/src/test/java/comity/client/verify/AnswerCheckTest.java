package comity.client.verify;

import static comity.client.verify.Story.failed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.client.KeyUse;
import comity.client.SampleNode;
import comity.client.SavedAnswer;
import comity.client.wire.DataRequest;
import comity.client.wire.Exchange;
import comity.client.wire.ReceivedRecord;
import comity.kernel.Json;
import comity.trust.TrustException;
import comity.trust.sdjwt.SdJwt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AnswerCheckTest {

    private final SampleNode node = new SampleNode();

    @Test
    void holdsForAnHonestAnswer() {
        var findings = new Story(node).check();

        assertThat(failed(findings)).isEmpty();
        assertThat(findings.passed()).isTrue();
        assertThat(findings.checks()).hasSizeGreaterThan(10);
        findings.require();
    }

    @Test
    void holdsAfterTheAnswerWasSavedAndReadAgain() {
        var text = Json.write(new Story(node).saved().toJson());

        var findings = SavedAnswer.of(Json.read(text)).check();

        assertThat(failed(findings)).isEmpty();
    }

    @Test
    void doesNotBelieveAnotherNodesKeys() {
        var findings = new Story(node).saved().check(new SampleNode().trust());

        assertThat(failed(findings)).isNotEmpty();
        assertThat(findings.checks().get(0).reason()).isEqualTo("key-unknown");
        assertThatThrownBy(findings::require).isInstanceOf(TrustException.class);
    }

    @Test
    void seesThatARecordIsSignedByAKeyThatIsNotItsIssuers() {
        var story = new Story(node);
        story.signer = node.wfp.key(KeyUse.RECORD);

        assertThat(failed(story.check())).containsExactly("UNICEF's key-unknown");
    }

    @Test
    void seesThatThePresentationIsNotTheOneReceipted() {
        var story = new Story(node);
        story.exchange = exchange -> presenting(exchange, sdJwt -> dropLast(sdJwt));

        assertThat(failed(story.check())).containsExactly("It does-not-hold");
    }

    @Test
    void seesADisclosureThatTheIssuerDidNotSign() {
        var story = new Story(node);
        var foreign = node.record(node.unicef.key(KeyUse.RECORD), SampleNode.content());
        story.exchange = exchange -> presenting(exchange, sdJwt -> sdJwt + lastOf(foreign));

        assertThat(failed(story.check())).contains("UNICEF's disclosure-unreferenced");
    }

    @Test
    void seesThatADisclosureStandsBeforeTheOneThatItIsBelow() {
        var story = new Story(node);
        story.exchange = exchange -> presenting(exchange, AnswerCheckTest::turnedRound);

        assertThat(failed(story.check())).contains("UNICEF's disclosure-order");
    }

    private static String turnedRound(String sdJwt) {
        var parts = new ArrayList<>(List.of(sdJwt.split("~", -1)));
        Collections.reverse(parts.subList(1, parts.size() - 1));
        return String.join("~", parts);
    }

    @Test
    void seesWhatTheAgreementWithholds() {
        var story = new Story(node);
        story.disclosed = pointer -> true;

        assertThat(failed(story.check())).containsExactly("Nothing does-not-hold");
    }

    @Test
    void seesThatAProofIsMissing() {
        var story = new Story(node);
        story.evidence =
                evidence ->
                        new Evidence(
                                evidence.issuers(),
                                evidence.keys(),
                                Map.of(),
                                evidence.statusLists());

        assertThat(failed(story.check())).containsExactly("The proof-missing", "The proof-missing");
    }

    @Test
    void seesThatAProofIsOfAnotherEntry() {
        var story = new Story(node);
        story.evidence =
                evidence -> {
                    var leaves = List.copyOf(evidence.proofs().keySet());
                    assertThat(leaves).hasSize(2);
                    var swapped =
                            Map.of(
                                    leaves.get(0), proofOf(evidence, leaves.get(1)),
                                    leaves.get(1), proofOf(evidence, leaves.get(0)));
                    return new Evidence(
                            evidence.issuers(), evidence.keys(), swapped, evidence.statusLists());
                };

        assertThat(failed(story.check())).containsExactly("The proof-invalid", "The proof-invalid");
    }

    private static String proofOf(Evidence evidence, String leaf) {
        return requireNonNull(evidence.proofs().get(leaf));
    }

    @Test
    void seesAnOpeningThatWasChanged() {
        var story = new Story(node);
        story.exchange =
                exchange -> {
                    var opening = (ObjectNode) requireNonNull(exchange.answers().get(0).opening());
                    ((ObjectNode) opening.get("asker")).put("value", "ILO");
                    return exchange;
                };

        assertThat(failed(story.check()))
                .containsExactly("The opening-mismatch", "It opening-mismatch");
    }

    @Test
    void findsThePersonByANumberInFullWidth() {
        var story = new Story(node);
        var asked = (ObjectNode) requireNonNull(story.request.subject()).deepCopy();
        ((ObjectNode) asked.at("/documents/0")).put("number", "ａｋ０１２３４５６");
        story.request =
                DataRequest.about(asked, "background-verification", "recruitment", "consent");

        assertThat(failed(story.check())).isEmpty();
    }

    @Test
    void seesThatTheRecordIsAboutSomebodyElse() {
        var story = new Story(node);
        var asked = (ObjectNode) requireNonNull(story.request.subject()).deepCopy();
        ((ObjectNode) asked.at("/documents/0")).put("number", "AK9999999");
        story.request =
                new DataRequest(
                        "background-verification",
                        "recruitment",
                        "consent",
                        null,
                        asked,
                        null,
                        null,
                        null,
                        null,
                        null);

        assertThat(failed(story.check())).containsExactly("It does-not-hold");
    }

    private static Exchange presenting(Exchange exchange, UnaryOperator<String> change) {
        var answer = exchange.answers().get(0);
        var record = answer.records().get(0);
        var changed =
                new ReceivedRecord(
                        record.id(),
                        change.apply(record.sdJwt()),
                        record.publication(),
                        null,
                        null,
                        null);
        var other =
                new comity.client.wire.Answer(
                        answer.issuer(),
                        answer.state(),
                        answer.decision(),
                        null,
                        List.of(changed),
                        answer.receipt(),
                        answer.entry(),
                        answer.opening(),
                        null,
                        null);
        return new Exchange(exchange.exchange(), List.of(other), null, null);
    }

    private static String dropLast(String sdJwt) {
        var body = sdJwt.substring(0, sdJwt.length() - 1);
        return body.substring(0, body.lastIndexOf('~') + 1);
    }

    private static String lastOf(SdJwt record) {
        var body = record.compact().substring(0, record.compact().length() - 1);
        return body.substring(body.lastIndexOf('~') + 1) + "~";
    }
}
