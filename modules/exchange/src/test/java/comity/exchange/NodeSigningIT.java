package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.agreements.Mandates;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.ledger.Ledger;
import comity.ledger.Log;
import comity.ledger.Receipts;
import comity.parties.Custody;
import comity.parties.EntityRegistration;
import comity.parties.KeptKeys;
import comity.parties.KeyUse;
import comity.parties.NodeIdentity;
import comity.parties.Parties;
import comity.parties.RegisteredKey;
import comity.schema.Annotated;
import comity.schema.Schemas;
import comity.testing.TestDatabase;
import comity.trust.VerificationKey;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.SdJwt;
import comity.trust.vault.NodeKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** UPU has no system of its own: the node keeps its record key. ILO has neither. */
class NodeSigningIT {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final String CONTENT =
            """
            {"subject": {"familyName": "Wanjiru", "birthDate": "1988-04-12",
               "documents": [{"type": "passport", "issuer": "UTO", "number": "A1"}]},
             "elements": {"misconduct": [{"id": "m1", "method": "database-match",
               "sourceKind": "non-public-database", "performedAt": "2026-01-01",
               "scope": ["sanctions-list"], "outcome": "refer_to_source"}]}}
            """;

    @TempDir static Path folder;
    private static NodeKeys keys;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Ids ids = new Ids(clock, random);
    private final SampleType type = new SampleType();

    private TestDatabase database;
    private Parties parties;
    private NodeSigning signing;
    private Publications publications;
    private RegisteredKey kept;

    /** One vault for all: deriving its key takes its time on purpose. */
    @BeforeAll
    static void openVault() {
        keys =
                NodeKeys.openOrCreate(
                        folder.resolve("keys.p12"),
                        "twelve characters".toCharArray(),
                        new SecureRandom());
    }

    @BeforeEach
    void open() {
        database =
                TestDatabase.open(
                        List.of("ledger", "parties", "exchange"),
                        Stream.of(
                                        "parties.EntityRow",
                                        "parties.KeyRow",
                                        "exchange.status.StatusListRow",
                                        "exchange.status.StatusPlaceRow")
                                .map(NodeSigningIT::persistent)
                                .toArray(Class<?>[]::new));
        var ledger =
                new Ledger(
                        database.entityManager(),
                        database.afterCommit(),
                        () -> {},
                        new Log(database.dataSource()),
                        ids,
                        random,
                        Duration.ofMinutes(5));
        parties = new Parties(database.entityManager(), ledger, clock);
        var keptKeys = new KeptKeys(database.entityManager(), parties, keys.envelope());
        var types = new RecordTypes(List.of(type));
        var statusLists =
                new StatusLists(
                        database.entityManager(),
                        new NodeIdentity("node", "test", URI.create("https://node.example")),
                        keys.statusList(),
                        clock,
                        ids,
                        random);
        var mandates =
                new Mandates(
                        database.entityManager(),
                        Schemas.published(),
                        parties,
                        ledger,
                        new Receipts(keys.receipt(), "https://node.example"),
                        clock,
                        ids);
        var mandated = new Mandated(mandates, clock);
        signing = new NodeSigning(types, parties, keptKeys, statusLists, mandated, ids, random);
        publications = new Publications(types, parties, mandated);
        register("UPU");
        register("ILO");
        kept =
                run(
                        () ->
                                keptKeys.make(
                                        "UPU",
                                        KeyUse.RECORD,
                                        Optional.empty(),
                                        Optional.empty(),
                                        random));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void signsWhatTheEntityWouldHaveSent() {
        var compact = sign("UPU", body("background-verification", CONTENT));

        var record =
                SdJwt.verify(
                        compact,
                        kid ->
                                Optional.of(VerificationKey.ofJwk(kept.jwk()))
                                        .filter(key -> key.thumbprint().equals(kid)));
        assertThat(record.content()).isEqualTo(json(CONTENT));
        assertThat(record.claims().issuer()).isEqualTo("https://upu.example/");
        assertThat(record.claims().issuedAt()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(record.claims().status().uri()).startsWith("https://node.example/");
        assertThat(record.deviations(annotated())).isEmpty();
        assertThat(kept.custody()).isEqualTo(Custody.NODE);
    }

    @Test
    void signsWhatPublicationThenAccepts() {
        var body = body("background-verification", CONTENT);

        var publication =
                run(() -> verify("UPU", signing.sign("UPU", Optional.empty(), body, NOW)));

        assertThat(publication.issuer()).isEqualTo("UPU");
        assertThat(publication.sdJwt().key().thumbprint()).isEqualTo(kept.thumbprint());
    }

    @Test
    void reservesAnotherPlaceForEachRecord() {
        var body = body("background-verification", CONTENT);

        assertThat(place(sign("UPU", body))).isNotEqualTo(place(sign("UPU", body)));
    }

    @Test
    void signsForNobodyWhoseKeyItDoesNotKeep() {
        assertThat(refusal("ILO", body("background-verification", CONTENT)).type())
                .isEqualTo(ExchangeProblem.NODE_KEY_ABSENT);
    }

    @Test
    void signsNothingMoreOnceTheKeyIsRevoked() {
        run(() -> parties.revokeKey(kept.thumbprint(), Optional.empty(), Optional.empty()));

        assertThat(refusal("UPU", body("background-verification", CONTENT)).type())
                .isEqualTo(ExchangeProblem.NODE_KEY_ABSENT);
    }

    @Test
    void refusesAnUnknownTypeAndContentThatDoesNotFollowIt() {
        assertThat(refusal("UPU", body("horoscope", CONTENT)).type())
                .isEqualTo(ExchangeProblem.UNKNOWN_TYPE);
        var more = json(CONTENT).put("starSign", "Aries");
        var refused = refusal("UPU", body("background-verification", Json.text(more)));
        assertThat(refused.type()).isEqualTo(ExchangeProblem.RECORD_INVALID);
        assertThat(refused.violations()).isNotEmpty();
    }

    /** A place is reserved under a lock of the entity's status list. */
    @Test
    void reservesNoPlaceForContentThatIsRefused() {
        var nobodys = body("background-verification", CONTENT.replace("\"A1\"", "\"?\""));

        var places =
                run(
                        () -> {
                            assertThat(
                                            catchThrowableOfType(
                                                            Problem.class,
                                                            () ->
                                                                    signing.sign(
                                                                            "UPU",
                                                                            Optional.empty(),
                                                                            nobodys,
                                                                            NOW))
                                                    .violations())
                                    .extracting(Problem.Violation::pointer)
                                    .containsExactly("/subject/documents/0/number");
                            database.entityManager().flush();
                            return database.entityManager()
                                    .createNativeQuery("select count(*) from exchange_status_place")
                                    .getSingleResult();
                        });

        assertThat(((Number) places).intValue()).isZero();
    }

    @Test
    void aProblemPointsToWhatTheRecordCameIn() {
        var compact = sign("UPU", body("background-verification", CONTENT));

        var refused = catchThrowableOfType(Problem.class, () -> run(() -> verify("ILO", compact)));

        assertThat(refused.type()).isEqualTo(ExchangeProblem.RECORD_KEY_UNFIT);
        assertThat(refused.violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/content");
    }

    private String sign(String issuer, JsonNode body) {
        return run(() -> signing.sign(issuer, Optional.empty(), body, NOW));
    }

    private Publication verify(String issuer, String compact) {
        return publications.verify(issuer, Optional.empty(), compact, "/content", NOW);
    }

    private Problem refusal(String issuer, JsonNode body) {
        return catchThrowableOfType(Problem.class, () -> sign(issuer, body));
    }

    private int place(String compact) {
        return SdJwt.verify(compact, kid -> Optional.of(VerificationKey.ofJwk(kept.jwk())))
                .claims()
                .status()
                .index();
    }

    private static ObjectNode body(String type, String content) {
        var body = Json.object().put("type", type);
        body.set("content", json(content));
        return body;
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private <T> T run(Supplier<T> work) {
        return database.transactions().required(work);
    }

    private void register(String code) {
        run(
                () ->
                        parties.register(
                                new EntityRegistration(
                                        code,
                                        code,
                                        URI.create(
                                                "https://"
                                                        + code.toLowerCase(Locale.ROOT)
                                                        + ".example/"),
                                        Set.of())));
    }

    private Pointers annotated() {
        return Pointers.of(type.schema().annotated().stream().map(Annotated::pattern).toList());
    }

    private static Class<?> persistent(String name) {
        try {
            return Class.forName("comity." + name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
