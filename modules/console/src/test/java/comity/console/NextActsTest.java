package comity.console;

import static comity.agreements.decision.ActKind.RESUME;
import static comity.agreements.decision.ActKind.SIGN;
import static comity.agreements.decision.ActKind.SUSPEND;
import static comity.agreements.decision.ActKind.TERMINATE;
import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class NextActsTest {

    private static ObjectNode version(String state, String pair) {
        var version =
                (ObjectNode)
                        Json.read(
                                """
                                {"version": 1, "state": "%s", "parties": [{"entity": "FAO"},
                                  {"entity": "WFP", "signedAt": "2026-11-01T00:00:00Z"}],
                                 "versions": [{"version": 1, "state": "%s"}], "acts": [], "pairs": []}
                                """
                                        .formatted(state, state)
                                        .getBytes(StandardCharsets.UTF_8));
        if (!pair.isEmpty()) {
            version.withArray("pairs").addObject().put("with", "ILO").put("state", pair);
        }
        return version;
    }

    private static void done(ObjectNode version, String entity, String act) {
        version.withArray("acts").addObject().put("entity", entity).put("act", act);
    }

    @Test
    void offersASignatureToAPartyThatHasNotSigned() {
        assertThat(NextActs.of(version("partly-signed", ""), "FAO")).containsExactly(SIGN);
        assertThat(NextActs.of(version("partly-signed", ""), "WFP")).isEmpty();
        assertThat(NextActs.of(version("draft", ""), "FAO")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "in-force", "suspended"})
    void offersToSuspendAndToEndWhatJoins(String pair) {
        assertThat(NextActs.of(version("in-force", pair), "WFP"))
                .containsExactly(SUSPEND, TERMINATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ended", "expired", "superseded"})
    void offersNothingOnceNothingJoins(String pair) {
        assertThat(NextActs.of(version("in-force", pair), "WFP")).isEmpty();
    }

    @Test
    void offersToResumeWhatTheEntityItselfHasSuspended() {
        var version = version("suspended", "suspended");
        done(version, "ILO", "suspend");
        assertThat(NextActs.of(version, "WFP")).containsExactly(SUSPEND, TERMINATE);

        done(version, "WFP", "suspend");
        assertThat(NextActs.of(version, "WFP")).containsExactly(RESUME, TERMINATE);

        done(version, "WFP", "resume");
        assertThat(NextActs.of(version, "WFP")).containsExactly(SUSPEND, TERMINATE);
    }

    @Test
    void offersNothingToOneThatHasTerminated() {
        var version = version("in-force", "in-force");
        done(version, "WFP", "terminate");

        assertThat(NextActs.of(version, "WFP")).isEmpty();
    }

    @Test
    void offersNothingAtAllToOneThatHasTerminatedAnEarlierVersion() {
        var version = version("open", "");
        done(version, "FAO", "terminate");

        assertThat(NextActs.of(version, "FAO")).isEmpty();
    }
}
