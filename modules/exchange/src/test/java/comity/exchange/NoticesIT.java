package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class NoticesIT {

    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aWithdrawalReachesWhoHoldsACopyOnceAndNamesWhatWasDisclosed() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        var academicOnly = Samples.request("A1");
        academicOnly.putArray("want").add("/elements/academic");
        world.ask("WFP", academicOnly);

        world.changeStatus("UNICEF", id, Samples.withdrawal());

        assertThat(world.feed("WFP")).hasSize(1);
        var about = world.feed("WFP").get(0);
        assertThat(about.required("issuer").stringValue()).isEqualTo("UNICEF");
        assertThat(about.required("record").stringValue()).isEqualTo(id.toString());
        assertThat(about.required("status").stringValue()).isEqualTo("withdrawn");
        assertThat(changed(about)).containsExactly("a1", "e1");
        assertThat(world.feed("UNICEF")).isEmpty();
        assertThat(world.feed("ILO")).isEmpty();
    }

    /** A code has 2 to 40 characters. */
    @Test
    void aWithdrawalOfAnIssuerWithTheLongestCodeReachesWhoHoldsACopy() {
        var issuer = "E".repeat(40);
        world.register(issuer);
        world.agree(issuer, "WFP");
        var id = world.publish(issuer, Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));

        world.changeStatus(issuer, id, Samples.withdrawal());

        assertThat(world.feed("WFP").get(0).required("issuer").stringValue()).isEqualTo(issuer);
    }

    @Test
    void askingAgainAndAgainMakesARecallNoLonger() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var academicOnly = Samples.request("A1");
        academicOnly.putArray("want").add("/elements/academic");
        for (int i = 0; i < 3; i++) {
            world.ask("WFP", Samples.request("A1"));
            world.ask("WFP", academicOnly);
        }
        var entityManager = world.database.entityManager();

        var disclosures =
                world.run(
                        () ->
                                new HeldCopies(entityManager)
                                        .disclosures(
                                                entityManager.find(
                                                        PublishedRecord.class,
                                                        new RecordId("UNICEF", id)),
                                                LocalDate.ofInstant(Samples.NOW, ZoneOffset.UTC)));

        assertThat(world.count("exchange_held_copy")).isEqualTo(6);
        assertThat(disclosures)
                .containsExactlyInAnyOrder(
                        new HeldCopies.Disclosure("WFP", "[\"a1\"]"),
                        new HeldCopies.Disclosure("WFP", "[\"a1\",\"e1\"]"));
    }

    @Test
    void namesNoElementThatWasNotDisclosed() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));

        var change = Samples.status("suspended", "under-review");
        change.putArray("changed").add("m1").add("e1");
        world.changeStatus("UNICEF", id, change);

        assertThat(changed(world.feed("WFP").get(0))).containsExactly("e1");
    }

    @Test
    void tellsNobodyWhoseRetentionHasEnded() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.pass(Duration.ofDays(400));

        world.changeStatus("UNICEF", id, Samples.withdrawal());

        assertThat(world.feed("WFP")).isEmpty();
    }

    @Test
    void showsTheIssuerWhoWasToldAndWhoAcknowledged() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.changeStatus("UNICEF", id, Samples.withdrawal());
        var notice =
                world.run(() -> world.node.notices().feed("WFP", Optional.empty()))
                        .items()
                        .get(0)
                        .id();
        assertThat(told(id).has("acknowledgedAt")).isFalse();

        world.pass(Duration.ofMinutes(1));
        world.run(
                () -> world.node.notices().acknowledge("WFP", notice, Samples.NOW.plusSeconds(60)));
        world.run(
                () -> world.node.notices().acknowledge("WFP", notice, Samples.NOW.plusSeconds(90)));

        assertThat(told(id).required("recipient").stringValue()).isEqualTo("WFP");
        assertThat(told(id).required("acknowledgedAt").stringValue())
                .isEqualTo("2026-11-21T12:01:00Z");
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () ->
                                                world.run(
                                                        () ->
                                                                world.node
                                                                        .notices()
                                                                        .acknowledge(
                                                                                "ILO",
                                                                                notice,
                                                                                Samples.NOW)))
                                .type())
                .isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void showsTheIssuerTheLatestNoticeToEach() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.changeStatus("UNICEF", id, Samples.status("suspended", "under-review"));
        var first =
                world.run(() -> world.node.notices().feed("WFP", Optional.empty()))
                        .items()
                        .get(0)
                        .id();
        world.run(() -> world.node.notices().acknowledge("WFP", first, Samples.NOW));
        world.pass(Duration.ofMinutes(1));
        world.changeStatus("UNICEF", id, Samples.withdrawal());

        var told = world.run(() -> world.node.records().record("UNICEF", id)).required("notices");

        assertThat(told).hasSize(1);
        assertThat(told.required(0).required("at").stringValue()).isEqualTo("2026-11-21T12:01:00Z");
        assertThat(told.required(0).has("acknowledgedAt")).isFalse();
    }

    @Test
    void aRecordIsNotSuspendedAndLiftedForEver() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        for (int i = 0; i < Records.MOST_CHANGES / 2; i++) {
            world.changeStatus("UNICEF", id, Samples.status("suspended", "under-review"));
            world.changeStatus("UNICEF", id, Samples.status("valid", "review-closed"));
        }

        var refused =
                catchThrowableOfType(
                        Problem.class,
                        () ->
                                world.changeStatus(
                                        "UNICEF", id, Samples.status("suspended", "under-review")));
        var recalled = world.changeStatus("UNICEF", id, Samples.withdrawal());

        assertThat(refused.type()).isEqualTo(ExchangeProblem.STATUS_CHANGES_SPENT);
        assertThat(recalled.status()).isEqualTo(200);
        assertThat(world.feed("WFP")).hasSize(Records.MOST_CHANGES + 1);
    }

    private JsonNode told(java.util.UUID record) {
        return world.run(() -> world.node.records().record("UNICEF", record))
                .required("notices")
                .required(0);
    }

    @Test
    void readsAFeedFromACursorOn() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.changeStatus("UNICEF", id, Samples.status("suspended", "under-review"));
        var first = world.run(() -> world.node.notices().feed("WFP", Optional.empty()));
        var nothing = world.run(() -> world.node.notices().feed("WFP", first.next()));
        world.changeStatus("UNICEF", id, Samples.withdrawal());

        var second = world.run(() -> world.node.notices().feed("WFP", first.next()));

        assertThat(first.items()).hasSize(1);
        assertThat(nothing.items()).isEmpty();
        assertThat(nothing.next()).isEqualTo(first.next());
        assertThat(second.items()).hasSize(1);
        assertThat(world.feed("WFP")).hasSize(2);
    }

    @Test
    void showsTheIssuerEveryoneWhoWasToldHoweverManyTheyAre() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var abouts = new TreeMap<String, ObjectNode>();
        for (int i = 0; i < Page.LIMIT + 5; i++) {
            abouts.put("E" + i, Json.object());
        }
        world.run(
                () -> {
                    world.node
                            .notices()
                            .emit(
                                    "record-status",
                                    Samples.NOW,
                                    "UNICEF",
                                    id,
                                    Set.of("background-verification"),
                                    abouts);
                    return true;
                });

        var told = world.run(() -> world.node.records().record("UNICEF", id)).required("notices");

        assertThat(StreamSupport.stream(told.spliterator(), false))
                .extracting(each -> each.required("recipient").stringValue())
                .containsExactlyInAnyOrderElementsOf(abouts.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "9223372036854775807", "-1", "x", "", "+1", "01", "\u0661"})
    void refusesACursorThatTheFeedHasNotGiven(String cursor) {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.changeStatus("UNICEF", id, Samples.withdrawal());

        var refused =
                catchThrowableOfType(
                        Problem.class,
                        () ->
                                world.run(
                                        () ->
                                                world.node
                                                        .notices()
                                                        .feed("WFP", Optional.of(cursor))));

        assertThat(refused.type()).isEqualTo(KernelProblem.INVALID_REQUEST);
        assertThat(refused.detail()).contains("'after'");
    }

    /** A withdrawal is decided under a lock: it must not open what other entities asked. */
    @Test
    void aWithdrawalNeedsNoExchangeUnsealed() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.run(
                () ->
                        world.database
                                .entityManager()
                                .createNativeQuery("update exchange_exchange set sealed = ?1")
                                .setParameter(1, new byte[] {0})
                                .executeUpdate());

        world.changeStatus("UNICEF", id, Samples.withdrawal());

        assertThat(changed(world.feed("WFP").get(0))).containsExactly("a1", "e1");
    }

    @Test
    void keepsWhatItTellsSealed() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.changeStatus("UNICEF", id, Samples.withdrawal());

        var stored =
                (byte[])
                        world.database
                                .entityManager()
                                .createNativeQuery("select sealed from exchange_notice")
                                .getSingleResult();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("withdrawn", "issued-in-error");
        assertThat(Json.text(world.feed("WFP").get(0))).contains("issued-in-error");
    }

    private static java.util.List<String> changed(ObjectNode about) {
        return StreamSupport.stream(about.required("changed").spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }
}
