package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.sensitivity.PropertyChange;
import comity.agreements.sensitivity.ScaleReach.Reached;
import comity.kernel.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RecordsReachedIT {

    private static final List<PropertyChange> CHANGED =
            List.of(
                    new PropertyChange(
                            "background-verification",
                            "/elements/academic/*",
                            "confidential",
                            "strictly-confidential"));

    @Test
    void countsTheRecordsThatStandAndShowsTheViewersOwn() {
        try (var world = new World()) {
            var first = world.publish("UNICEF", Samples.verification("A1"));
            var withdrawn = world.publish("UNICEF", Samples.verification("A2"));
            var other = world.publish("ILO", Samples.verification("A1"));
            world.changeStatus(
                    "UNICEF",
                    withdrawn,
                    Json.object().put("status", "withdrawn").put("reasonCode", "outdated"));
            var reach = new RecordsReached(world.database.entityManager());

            assertThat(world.<List<Reached>>run(() -> reach.reached(CHANGED, "UNICEF")))
                    .containsExactly(new Reached("records", 2, List.of(first.toString())));
            assertThat(world.<List<Reached>>run(() -> reach.reached(CHANGED, "ILO")))
                    .containsExactly(new Reached("records", 2, List.of(other.toString())));
            assertThat(world.<List<Reached>>run(() -> reach.reached(CHANGED, "")))
                    .containsExactly(new Reached("records", 2, List.of()));
            assertThat(world.<List<Reached>>run(() -> reach.reached(List.of(), "UNICEF")))
                    .containsExactly(new Reached("records", 0, List.of()));
        }
    }
}
