package comity.client.verify;

import static comity.client.SampleNode.NOW;
import static comity.client.verify.Story.failed;
import static org.assertj.core.api.Assertions.assertThat;

import comity.client.SampleNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What the log says of a signer's key decides whether a record counts. */
class AnswerKeysTest {

    private final SampleNode node = new SampleNode();

    private Story keyWith(String member, Instant time) {
        var story = new Story(node);
        story.keyEntry =
                entry -> {
                    ((ObjectNode) entry.get("members")).put(member, time.toString());
                    return entry;
                };
        return story;
    }

    /** The sentence about the key, which is all that failed. */
    private static void assertKeyDidNotCount(Findings findings) {
        assertThat(findings.checks())
                .filteredOn(check -> !check.passed())
                .singleElement()
                .satisfies(
                        check ->
                                assertThat(check.sentence())
                                        .startsWith("The log says the key was UNICEF's"));
    }

    @Test
    void seesThatTheKeyDidNotCountYetWhenTheRecordWasPublished() {
        assertKeyDidNotCount(keyWith("nbf", NOW.minusSeconds(59)).check());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "revokedAt", "compromisedSince"})
    void seesThatTheKeyCountedNoMoreWhenTheRecordWasPublished(String end) {
        assertKeyDidNotCount(keyWith(end, NOW.minusSeconds(60)).check());
    }

    @Test
    void acceptsAKeyFromItsBeginningOn() {
        assertThat(failed(keyWith("nbf", NOW.minusSeconds(60)).check())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "revokedAt", "compromisedSince"})
    void acceptsWhatWasPublishedWhileTheKeyCounted(String end) {
        assertThat(failed(keyWith(end, NOW.minusSeconds(59)).check())).isEmpty();
    }

    @Test
    void seesThatTheKeyWasRegisteredForSomethingElse() {
        var story = new Story(node);
        story.keyEntry =
                entry -> {
                    ((ObjectNode) entry.get("members")).putArray("uses").add("http");
                    return entry;
                };

        assertKeyDidNotCount(story.check());
    }

    @Test
    void seesThatTheLogDoesNotKnowTheKey() {
        var story = new Story(node);
        story.evidence =
                evidence ->
                        new Evidence(
                                evidence.issuers(),
                                List.of(),
                                evidence.proofs(),
                                evidence.statusLists());

        assertKeyDidNotCount(story.check());
    }

    @Test
    void seesThatAKeyIsProvedByAnotherEntry() {
        var story = new Story(node);
        story.evidence =
                evidence -> {
                    var key = evidence.keys().get(0);
                    var other = evidence.proofs().values().iterator().next();
                    return new Evidence(
                            evidence.issuers(),
                            List.of(new Evidence.KeyEntry(key.entry(), other)),
                            evidence.proofs(),
                            evidence.statusLists());
                };

        assertThat(failed(story.check())).containsExactly("The proof-invalid");
    }
}
