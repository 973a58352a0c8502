package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.acceptance.Wire.Reply;
import comity.kernel.Json;
import comity.trust.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/**
 * A refusal, and an empty answer, tell nothing about a person: with a record and without one they
 * are byte for byte alike apart from ids, salts, times and what is computed from these, and take
 * the same time.
 */
class SilenceIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    /** So unlikely may two samples of one distribution be before they count as two. */
    static final double ALPHA = 1e-4;

    static final int PAIRS = 150;

    private static final int WARM_UP = 40;
    private static final int ROUNDS = 5;

    /** A second look at the database that one path would take costs something of this kind. */
    private static final long PLANTED_NANOS = 1_000_000;

    private static final Pattern JWS =
            Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

    /** Salts, and digests of what is salted; not preceded or followed by more of the same. */
    private static final Pattern SALTED = Pattern.compile("(?<=\")[A-Za-z0-9_-]{43}(?=\")");

    /** Computed from ids, salts and times, or from how many calls were made. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of(
                    "date",
                    "signature",
                    "signature-input",
                    "content-digest",
                    "ratelimit",
                    "content-length");

    /** Under an agreement of the sandbox. */
    private static final String ASKER = "UNOPS";

    private static final String ISSUER = "UNFPA";

    /** Without one. */
    private static final String STRANGER = "ITU";

    /** Under one that calls for a person's approval at the other. */
    private static final String WAITER = "UNHCR";

    private static final String APPROVER = "IOM";

    private SandboxNode node;
    private ObjectNode known;
    private ObjectNode suspended;
    private ObjectNode elsewhere;
    private ObjectNode unknown;

    @BeforeEach
    void publishesRecords() throws Exception {
        node = SandboxNode.of(NODE);
        known = Requests.person();
        suspended = Requests.person();
        elsewhere = Requests.person();
        unknown = Requests.person();
        publish(ISSUER, known);
        publish("UNIDO", elsewhere);
        publish(APPROVER, known);
        var record = publish(ISSUER, suspended);
        var suspension = Json.object().put("status", "suspended").put("reasonCode", "under-review");
        assertThat(
                        node.as(ISSUER)
                                .post("/api/v1/records/" + record + "/status", suspension)
                                .send()
                                .status())
                .isEqualTo(200);
    }

    private String publish(String issuer, ObjectNode person) {
        var sdJwt = SignedDocuments.record(node.as(issuer), Requests.content(person));
        var reply =
                node.as(issuer).post("/api/v1/records", Json.object().put("sdJwt", sdJwt)).send();
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").stringValue();
    }

    @Test
    void disclosesTheRecordWhereTermsPermitIt() {
        // Without this the tests below could be alike because nobody is ever found.
        assertThat(ask(ASKER, known).send().json().at("/answers/0/records").size()).isEqualTo(1);
    }

    @Test
    void refusesAlikeWhetherThereIsARecordOrNone() {
        var withRecord = ask(STRANGER, known).send();
        var without = ask(STRANGER, unknown).send();

        assertThat(withRecord.status()).isEqualTo(403);
        assertAlike(withRecord, without);
    }

    @Test
    void answersAlikeWhetherThereIsNoRecordOrOneThatMayNotBeSeen() {
        var without = ask(ASKER, unknown).send();

        assertThat(without.status()).isEqualTo(200);
        assertThat(without.json().at("/answers/0/records").size()).isZero();
        assertAlike(ask(ASKER, suspended).send(), without);
        assertAlike(ask(ASKER, elsewhere).send(), without);
    }

    @Test
    void waitsAlikeWhetherThereIsARecordOrNone() {
        var withRecord = ask(WAITER, APPROVER, known).send();
        var without = ask(WAITER, APPROVER, unknown).send();

        assertThat(withRecord.status()).as(withRecord.text()).isEqualTo(202);
        assertAlike(APPROVER, withRecord, without);
        assertAlike(APPROVER, later(withRecord), later(without));
        // The one, and only it, awaits a person, who approves.
        var waiting = exchange(withRecord);
        assertThat(node.as(APPROVER).get("/api/v1/approvals").send().text())
                .contains(waiting)
                .doesNotContain(exchange(without));
        assertThat(decide(exchange(without)).status()).isEqualTo(404);
        assertThat(decide(waiting).status()).isEqualTo(200);
        assertThat(later(withRecord).json().at("/answers/0/records").size()).isEqualTo(1);
        assertThat(later(without).json().at("/answers/0/state").stringValue()).isEqualTo("waiting");
    }

    private static String exchange(Reply reply) {
        return reply.json().get("exchange").stringValue();
    }

    private Reply later(Reply reply) {
        return node.as(WAITER).get("/api/v1/exchanges/" + exchange(reply)).send();
    }

    private Reply decide(String exchange) {
        return node.as(APPROVER)
                .post(
                        "/api/v1/exchanges/" + exchange + "/decision",
                        Json.object().put("decision", "approve"))
                .send();
    }

    @Test
    void waitsInTheSameTime() {
        assertSameTime(person -> ask(WAITER, APPROVER, person), known, unknown);
    }

    @Test
    void refusesInTheSameTime() {
        assertSameTime(STRANGER, known, unknown);
    }

    @Test
    void answersInTheSameTimeWithNoRecordAndWithOneThatMayNotBeSeen() {
        assertSameTime(ASKER, suspended, unknown);
    }

    private Wire.Ready ask(String asker, ObjectNode person) {
        return ask(asker, ISSUER, person);
    }

    private Wire.Ready ask(String asker, String issuer, ObjectNode person) {
        return node.as(asker)
                .post("/api/v1/exchanges", Requests.exchange(asker, issuer, person))
                .ready();
    }

    private static void assertAlike(Reply one, Reply other) {
        assertAlike(ISSUER, one, other);
    }

    private static void assertAlike(String issuer, Reply one, Reply other) {
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(one.signed()).isTrue();
        assertThat(other.signed()).isTrue();
        assertThat(headers(one)).isEqualTo(headers(other));
        assertThat(withoutTheMoment(one.text())).isEqualTo(withoutTheMoment(other.text()));
        // Normalising must not have emptied it.
        assertThat(withoutTheMoment(one.text()))
                .contains("\"issuer\":\"" + issuer + "\"", "\"decision\":{");
    }

    private static Map<String, Object> headers(Reply reply) {
        var headers = new TreeMap<String, Object>();
        reply.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (!OF_THE_MOMENT.contains(name.toLowerCase(Locale.ROOT))) {
                                headers.put(
                                        name.toLowerCase(Locale.ROOT),
                                        values.stream().map(SilenceIT::withoutTheMoment).toList());
                            }
                        });
        return headers;
    }

    private static String withoutTheMoment(String text) {
        var opened =
                JWS.matcher(text)
                        .replaceAll(
                                jws ->
                                        java.util.regex.Matcher.quoteReplacement(
                                                opened(jws.group())));
        var named = ID.matcher(opened).replaceAll("<id>");
        var timed = TIME.matcher(named).replaceAll("<time>");
        return SALTED.matcher(timed).replaceAll("<salted>");
    }

    /** A signed document as its texts, without its signature, which is computed from them. */
    private static String opened(String jws) {
        var parts = jws.split("\\.", -1);
        return text(parts[0]) + "." + text(parts[1]) + ".<signature>";
    }

    private static String text(String part) {
        return new String(Base64Url.decode(part), StandardCharsets.UTF_8);
    }

    private void assertSameTime(String asker, ObjectNode one, ObjectNode other) {
        assertSameTime(person -> ask(asker, person), one, other);
    }

    /**
     * Compares the times of interleaved requests by their ranks; once more if they differ, since a
     * machine may be busy. The samples grow until a delay that is planted in them is noticed:
     * before that they say nothing.
     */
    private void assertSameTime(
            Function<ObjectNode, Wire.Ready> ask, ObjectNode one, ObjectNode other) {
        for (int i = 0; i < WARM_UP; i++) {
            ask.apply(one).send();
            ask.apply(other).send();
        }
        var times = measured(ask, one, other);
        if (RankTest.probability(times[0], times[1]) < ALPHA) {
            times = measured(ask, one, other);
        }
        for (int round = 1; round < ROUNDS && !noticesADelay(times); round++) {
            times = joined(times, measured(ask, one, other));
        }
        assertThat(RankTest.probability(times[0], times[1]))
                .as("medians %d and %d µs", median(times[0]) / 1000, median(times[1]) / 1000)
                .isGreaterThan(ALPHA);
        assumeTrue(noticesADelay(times), "The machine is too busy for times to say anything.");
    }

    /** Whether the samples would show that one path does a little more than the other. */
    private static boolean noticesADelay(long[][] times) {
        long delay = delay(median(times[1]));
        var delayed = Arrays.stream(times[0]).map(nanos -> nanos + delay).toArray();
        return RankTest.probability(delayed, times[1]) < ALPHA;
    }

    private static long[][] joined(long[][] times, long[][] more) {
        return new long[][] {
            LongStream.concat(Arrays.stream(times[0]), Arrays.stream(more[0])).toArray(),
            LongStream.concat(Arrays.stream(times[1]), Arrays.stream(more[1])).toArray()
        };
    }

    /** On a slow machine a look-up is slow as well. */
    private static long delay(long median) {
        return Math.max(PLANTED_NANOS, median / 4);
    }

    private long[][] measured(
            Function<ObjectNode, Wire.Ready> ask, ObjectNode one, ObjectNode other) {
        var order = new Random(PAIRS);
        var times = new long[2][PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            // Whoever comes second may find something warm: each is second as often.
            int first = order.nextInt(2);
            times[first][i] = time(ask.apply(first == 0 ? one : other));
            times[1 - first][i] = time(ask.apply(first == 0 ? other : one));
        }
        return times;
    }

    private static long time(Wire.Ready request) {
        long begun = System.nanoTime();
        request.send();
        return System.nanoTime() - begun;
    }

    private static long median(long[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
