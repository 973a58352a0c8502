package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.ActDraft;
import comity.client.Comity;
import comity.client.EntityKeys;
import comity.kernel.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The first exchange, end to end, as a new user sees it: the command of the README against a
 * started node.
 */
class WalkthroughIT {

    @RegisterExtension
    static final RunningNode NODE = RunningNode.own(java.util.Map.of("COMITY_LOG_PUBLIC", "true"));

    @BeforeAll
    static void start() {
        NODE.start();
    }

    @Test
    void walksThroughOneExchangeFromPublicationToRecallAndCanBeRunAgain() throws Exception {
        var first = comity("walkthrough", "--keys", keys());
        assertThat(first.output()).contains("Every check held.").doesNotContain("✗");
        assertThat(first.exit()).isZero();
        assertThat(first.output())
                .contains("no-agreement-in-force")
                .contains("above-agreed-class")
                .contains("withdrawn");

        var second = comity("walkthrough", "--keys", keys());
        assertThat(second.output()).contains("Every check held.").doesNotContain("✗");
        assertThat(second.exit()).isZero();

        var monitor = comity("monitor", "--keys", keys(), "--as", "WFP");
        assertThat(monitor.output()).doesNotContain("✗");
        assertThat(monitor.exit()).isZero();
    }

    /** Two who agreed on less than the walkthrough tells: it is told to its end, and fails. */
    @Test
    void exitsWithOneWhereACheckFails() throws Exception {
        agreeOnCredentialsAlone("IMF", "WTO");

        var run = comity("walkthrough", "--keys", keys(), "--issuer", "IMF", "--asker", "WTO");

        assertThat(run.output())
                .contains("✗ The academic and employment elements are there.")
                .contains("Checks that failed: 1")
                .doesNotContain("Every check held.");
        assertThat(run.output().lines().filter(line -> line.contains("✗"))).hasSize(1);
        assertThat(run.exit()).isOne();
    }

    @Test
    void showsItsLogToEverybodyWhereItIsToldTo() throws Exception {
        assertThat(NODE.get("/log/checkpoint").statusCode()).isEqualTo(200);
        assertThat(NODE.get("/log/consistency?from=1&to=2").statusCode()).isEqualTo(200);
    }

    private static void agreeOnCredentialsAlone(String issuer, String asker) throws IOException {
        var terms =
                Json.read(
                        """
                        {"title": "Credentials alone", "area": "human-resources",
                         "parties": ["%s", "%s"], "recordTypes": ["background-verification"],
                         "purposes": ["recruitment"], "retention": "P1Y",
                         "categories": [{"name": "credentials", "ceiling": "confidential",
                           "pointers": ["/subject", "/elements/academic"],
                           "legalBases": ["consent"]}],
                         "onwardSharing": "prohibited", "commercialUse": "prohibited",
                         "reidentification": "prohibited", "breachNoticeHours": 72,
                         "accession": "closed", "term": {"from": "2026-01-01"}}
                        """
                                .formatted(issuer, asker)
                                .getBytes(StandardCharsets.UTF_8));
        var digest = Comity.digestOf(terms);
        try (var drafts = as(issuer);
                var signs = as(asker)) {
            var draft = drafts.draft(terms);
            for (var party : List.of(drafts, signs)) {
                party.act(ActDraft.sign(draft.id(), draft.version(), digest, "A signatory"));
            }
        }
    }

    private static Comity as(String entity) throws IOException {
        var file = NODE.data().resolve("sandbox/keys/" + entity + ".jwk.json");
        return Comity.connect(NODE.address(), EntityKeys.read(file));
    }

    private static String keys() {
        return NODE.data().resolve("sandbox/keys").toString();
    }

    private static Program comity(String command, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(command, "--node", NODE.address().toString()));
        line.addAll(List.of(arguments));
        return Program.comity(line.toArray(String[]::new));
    }
}
