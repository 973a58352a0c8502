package comity.client.verify;

import static comity.client.SampleNode.NOW;
import static comity.client.verify.Story.failed;
import static org.assertj.core.api.Assertions.assertThat;

import comity.client.SampleNode;
import comity.trust.SigningKey;
import comity.trust.statuslist.RecordStatus;
import comity.trust.statuslist.StatusListToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the node's status lists say of a record that was disclosed. */
class AnswerStatusTest {

    private final SampleNode node = new SampleNode();

    @Test
    void seesThatTheRecordIsWithdrawn() {
        node.withdraw();

        assertStatusDidNotCount(new Story(node).check());
    }

    @Test
    void seesThatTheRecordIsSuspended() {
        node.statuses.set(5, RecordStatus.SUSPENDED);

        assertStatusDidNotCount(new Story(node).check());
    }

    /** The sentence about the status list, which is all that failed. */
    private static void assertStatusDidNotCount(Findings findings) {
        assertThat(findings.checks())
                .filteredOn(check -> !check.passed())
                .singleElement()
                .satisfies(check -> assertThat(check.sentence()).startsWith("The status list"));
    }

    private Story withStatusLists(Map<String, String> lists) {
        var story = new Story(node);
        story.evidence =
                evidence ->
                        new Evidence(evidence.issuers(), evidence.keys(), evidence.proofs(), lists);
        return story;
    }

    private Story withStatusList(SigningKey signer, String address, Instant at) {
        var list = StatusListToken.sign(signer, address, node.statuses, at, Duration.ofHours(1));
        return withStatusLists(Map.of(SampleNode.LIST, list));
    }

    @Test
    void seesThatTheStatusListIsStale() {
        var hourAgo = NOW.minusSeconds(3600);
        var stale = withStatusList(node.statusList, SampleNode.LIST, hourAgo);
        var fresh = withStatusList(node.statusList, SampleNode.LIST, hourAgo.plusSeconds(1));

        assertThat(failed(stale.check())).containsExactly("The status-list-expired");
        assertThat(failed(fresh.check())).isEmpty();
    }

    @Test
    void seesThatTheStatusListIsOfAnotherAddress() {
        var elsewhere = withStatusList(node.statusList, SampleNode.LIST + "0", NOW);

        assertThat(failed(elsewhere.check())).containsExactly("The status-list-foreign");
    }

    @Test
    void believesNoStatusListUnderAnotherKey() {
        assertThat(failed(withStatusList(node.key(), SampleNode.LIST, NOW).check()))
                .containsExactly("The key-unknown");
        assertThat(failed(withStatusList(node.message, SampleNode.LIST, NOW).check()))
                .as("a key of the node's for something else")
                .containsExactly("The key-unknown");
    }

    @Test
    void seesThatTheStatusIsNotKnown() {
        assertThat(failed(withStatusLists(Map.of()).check()))
                .containsExactly("Its status-list-missing");
    }
}
