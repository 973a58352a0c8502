package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.sensitivity.PropertyChange;
import comity.agreements.sensitivity.ScaleReach.Reached;
import comity.agreements.sensitivity.Viewer;
import comity.kernel.Json;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is shown of records and waiting exchanges before the sensitivity classes change. */
@Timeout(120)
class ExchangeReachIT {

    private static final List<PropertyChange> CHANGED =
            List.of(
                    new PropertyChange(
                            "background-verification",
                            "/elements/academic/*",
                            "confidential",
                            "strictly-confidential"));

    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<Reached> reached(List<PropertyChange> changed, Viewer viewer) {
        var reach = new ExchangeReach(world.database.entityManager(), world.clock());
        return world.run(() -> reach.reached(changed, viewer));
    }

    @Test
    void countsAndShowsAnEntityItsOwnRecordsThatStandAndCountsTheNodeAll() {
        var first = world.publish("UNICEF", Samples.verification("A1"));
        var withdrawn = world.publish("UNICEF", Samples.verification("A2"));
        var other = world.publish("ILO", Samples.verification("A1"));
        world.changeStatus(
                "UNICEF",
                withdrawn,
                Json.object().put("status", "withdrawn").put("reasonCode", "outdated"));

        assertThat(reached(CHANGED, Viewer.of("UNICEF")))
                .contains(new Reached("records", 1, List.of(first.toString())));
        assertThat(reached(CHANGED, Viewer.of("ILO")))
                .contains(new Reached("records", 1, List.of(other.toString())));
        assertThat(reached(CHANGED, Viewer.of("WFP")))
                .as("an entity learns nothing of others, not even how many")
                .contains(new Reached("records", 0, List.of()));
        assertThat(reached(CHANGED, new Viewer("ILO", true)))
                .contains(new Reached("records", 2, List.of(other.toString())));
        assertThat(reached(CHANGED, Viewer.NODE)).contains(new Reached("records", 2, List.of()));
        assertThat(reached(List.of(), Viewer.of("UNICEF")))
                .contains(new Reached("records", 0, List.of()));
    }

    @Test
    void countsAndShowsAnIssuerOnlyTheWaitingExchangesAboutItsRecords() {
        world.register("UNHCR");
        world.agree("UNHCR", "WFP", Samples.termsWithApproval("UNHCR", "WFP"));
        world.publish("UNHCR", Samples.verification("A1"));
        var found = ask("A1");
        var notFound = ask("A2");

        assertThat(reached(CHANGED, Viewer.of("UNHCR"))).contains(waiting(1, found));
        assertThat(reached(CHANGED, Viewer.of("WFP"))).contains(waiting(2, found, notFound));
        assertThat(reached(CHANGED, Viewer.of("ILO"))).contains(waiting(0));
        assertThat(reached(CHANGED, Viewer.NODE)).contains(waiting(2));
        assertThat(reached(List.of(), Viewer.of("WFP"))).contains(waiting(0));

        world.decide("UNHCR", UUID.fromString(found), "refuse");
        assertThat(reached(CHANGED, Viewer.of("UNHCR"))).contains(waiting(0));
        // The asker sees no refusal before its time: only where there is a record can one be.
        assertThat(reached(CHANGED, Viewer.of("WFP"))).contains(waiting(2, found, notFound));
        world.pass(Duration.ofDays(60));
        assertThat(reached(CHANGED, Viewer.of("WFP"))).contains(waiting(0));
    }

    private static Reached waiting(int count, String... shown) {
        return new Reached("exchanges-waiting", count, Stream.of(shown).sorted().toList());
    }

    private String ask(String number) {
        var request = Samples.request(number);
        request.putArray("from").add("UNHCR");
        return world.ask("WFP", request).required("exchange").stringValue();
    }
}
