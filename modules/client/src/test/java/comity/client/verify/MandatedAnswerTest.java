package comity.client.verify;

import static comity.client.SampleNode.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import comity.client.Comity;
import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.client.SampleNode;
import comity.client.SavedAnswer;
import comity.client.wire.ReceivedRecord;
import comity.kernel.Json;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.sdjwt.RecordClaims;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** UNDP, a centre, published a record for UNICEF; and one asked for WFP. */
class MandatedAnswerTest {

    private static final String MANDATE = "0192f0c4-0000-7000-8000-00000000000a";

    private final SampleNode node = new SampleNode();

    /** Everything as it should be, but for what a test changes. */
    private final class Story {

        private SigningKey signer = node.undp.key(KeyUse.RECORD);
        private Optional<RecordClaims.Act> act =
                Optional.of(new RecordClaims.Act(node.undp.identifier(), MANDATE));
        private Map<String, String> through = Map.of("centre", "UNDP", "mandate", MANDATE);
        private Map<String, String> asked = Map.of();
        private final ObjectNode terms = terms();
        private final ObjectNode grant = Json.object();
        private SigningKey granter = node.unicef.key(KeyUse.AGREEMENT);
        private boolean comes = true;

        Story() {
            grant.put("mandate", MANDATE).put("act", "grant").put("entity", "UNICEF");
            grant.put("signatory", "Ada Example")
                    .put("iat", NOW.minusSeconds(600).getEpochSecond());
        }

        private @Nullable JsonNode deed() {
            var deed = Json.object();
            deed.set("terms", terms);
            if (!grant.has("termsDigest")) {
                grant.put("termsDigest", Comity.digestOf(terms));
            }
            return comes ? deed.put("grant", Jws.sign(granter, "comity-act+jwt", grant)) : null;
        }

        private List<String> failed() {
            return check().checks().stream()
                    .filter(check -> !check.passed())
                    .map(check -> check.sentence().split(" ", 2)[0] + " " + check.reason())
                    .toList();
        }

        private Findings check() {
            logged(node.unicef, KeyUse.RECORD);
            logged(node.unicef, KeyUse.AGREEMENT);
            logged(node.undp, KeyUse.RECORD);
            logged(node.undp, KeyUse.AGREEMENT);
            var record = node.record(signer, act, SampleNode.content());
            var published = node.publish(record, NOW.minusSeconds(60), through);
            var came =
                    new ReceivedRecord.Publication(
                            published.entry(), published.opening(), null, deed());
            var presentation =
                    record.present(pointer -> !pointer.startsWith("/elements/misconduct"));
            var exchange = node.answer(record, presentation, came, asked);
            var saved =
                    new SavedAnswer(
                            "WFP",
                            NOW,
                            node.trust(),
                            SampleNode.request(),
                            exchange,
                            node.evidence(exchange));
            return SavedAnswer.of(Json.read(Json.write(saved.toJson()))).check();
        }

        private void logged(EntityKeys entity, KeyUse use) {
            node.append(node.keyEntry(entity, use, NOW.minusSeconds(3600)));
        }
    }

    private static ObjectNode terms() {
        var terms = Json.object().put("client", "UNICEF").put("centre", "UNDP");
        terms.putArray("recordTypes").add("background-verification");
        terms.putArray("acts").add("publish");
        terms.putObject("term").put("from", "2026-01-01").put("until", "2026-12-31");
        return terms;
    }

    @Test
    void holdsAndSaysWhoSignedForWhom() {
        var findings = new Story().check();

        assertThat(findings.passed()).isTrue();
        assertThat(findings.checks())
                .extracting(Findings.Check::sentence)
                .contains(
                        "UNDP's signature, for UNICEF, holds over the record, and over each part"
                                + " disclosed.",
                        "UNICEF signed itself that UNDP may publish such records for it on that"
                                + " day.");
    }

    @Test
    void seesThatTheRecordNamesAnotherCentreOrMandateOrNone() {
        for (var act :
                List.of(
                        Optional.<RecordClaims.Act>empty(),
                        Optional.of(new RecordClaims.Act("https://wfp.example/", MANDATE)),
                        Optional.of(new RecordClaims.Act(node.undp.identifier(), "another")))) {
            var story = new Story();
            story.act = act;
            assertThat(story.failed()).contains("UNDP's does-not-hold");
        }
    }

    @Test
    void seesThatTheCentreDidNotSign() {
        var story = new Story();
        story.signer = node.unicef.key(KeyUse.RECORD);

        assertThat(story.failed()).contains("UNDP's key-unknown");
    }

    /** The node hides that a centre did it: then its signature is nobody's. */
    @Test
    void seesThatTheLogDoesNotNameTheCentre() {
        var story = new Story();
        story.through = Map.of();

        assertThat(story.failed()).contains("UNICEF's key-unknown");
    }

    @Test
    void seesThatTheKeysOfTheCentreAreMissing() {
        var story = new Story();
        story.through = new TreeMap<>(Map.of("centre", "UNOPS", "mandate", MANDATE));

        assertThat(story.failed()).contains("The centre-missing");
    }

    @Test
    void doesNotBelieveTheNodeAloneThatTheCentreMay() {
        var story = new Story();
        story.comes = false;

        assertThat(story.failed()).containsExactly("UNICEF mandate-missing");
    }

    @Test
    void seesThatTheCentreGrantedItself() {
        var story = new Story();
        story.granter = node.undp.key(KeyUse.AGREEMENT);

        assertThat(story.failed()).containsExactly("UNICEF key-unknown");
    }

    @Test
    void seesAGrantByAKeyThatIsNotForActs() {
        var story = new Story();
        story.granter = node.unicef.key(KeyUse.RECORD);

        assertThat(story.failed()).containsExactly("UNICEF does-not-hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"act", "entity", "mandate", "termsDigest"})
    void seesAGrantOfSomethingElse(String member) {
        var story = new Story();
        story.grant.put(member, "revoke");

        assertThat(story.failed()).containsExactly("UNICEF does-not-hold");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"centre\": \"WFP\"}",
                "{\"client\": \"WFP\"}",
                "{\"acts\": [\"ask\", \"rely\"]}",
                "{\"recordTypes\": [\"job-classification\"]}",
                "{\"term\": {\"from\": \"2026-01-01\", \"until\": \"2026-11-20\"}}",
                "{\"term\": {\"from\": \"2026-11-22\", \"until\": \"2026-12-31\"}}"
            })
    void seesTermsThatDoNotCoverIt(String other) {
        var story = new Story();
        story.terms.setAll(
                (ObjectNode) Json.read(other.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(story.failed()).containsExactly("UNICEF does-not-hold");
    }

    @Test
    void saysWhoAskedForWhom() {
        var story = new Story();
        story.asked = Map.of("centre", "UNOPS", "mandate", MANDATE);

        var findings = story.check();

        assertThat(findings.passed()).isTrue();
        assertThat(findings.checks())
                .extracting(Findings.Check::sentence)
                .contains("It names UNOPS, which asked for WFP under a mandate.");
    }
}
