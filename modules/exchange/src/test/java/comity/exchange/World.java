package comity.exchange;

import comity.agreements.Agreements;
import comity.agreements.Mandates;
import comity.agreements.decision.AgreementId;
import comity.agreements.sensitivity.Approval;
import comity.agreements.sensitivity.Scale;
import comity.agreements.sensitivity.ScaleProposals;
import comity.agreements.sensitivity.Scales;
import comity.exchange.notice.Notice;
import comity.exchange.notice.Notices;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.ledger.Ledger;
import comity.ledger.Log;
import comity.ledger.Receipts;
import comity.parties.Admissions;
import comity.parties.Answer;
import comity.parties.Caller;
import comity.parties.Calls;
import comity.parties.EntityRegistration;
import comity.parties.KeptKeys;
import comity.parties.KeyRegistration;
import comity.parties.KeyUse;
import comity.parties.NodeIdentity;
import comity.parties.Parties;
import comity.schema.Annotated;
import comity.schema.Schemas;
import comity.testing.TestDatabase;
import comity.trust.Algorithm;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.VerificationKey;
import comity.trust.http.ContentDigest;
import comity.trust.http.HttpRequest;
import comity.trust.http.RequestSignature;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import comity.trust.vault.NodeKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * UNICEF and ILO, which let WFP reuse their verifications, on one database, and as many nodes over
 * it as a test wants.
 */
final class World implements AutoCloseable {

    static final Schemas SCHEMAS = Schemas.published();
    static final String URN = "urn:comity:type:background-verification:1";

    static final Duration APPROVAL_WITHIN = Duration.ofDays(10);

    private static final SecureRandom RANDOM = new SecureRandom();

    /** One vault for all: deriving its key takes its time on purpose. */
    private static final NodeKeys NODE_KEYS = newNodeKeys();

    private static final NodeIdentity IDENTITY =
            new NodeIdentity("node", "test", URI.create("https://node.example"));

    final TestDatabase database;
    final Parties parties;
    final Node node;

    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
    private final InstantSource clock = now::get;
    private final Ids ids = new Ids(clock, RANDOM);
    private final Ledger ledger;
    private final Map<String, SigningKey> keys = new HashMap<>();
    private final Map<String, ObjectNode> drafts = new HashMap<>();

    /** One node's front doors; another's share nothing with it but the database. */
    record Node(
            Agreements agreements,
            Mandates mandates,
            Records records,
            Exchanges exchanges,
            Approvals approvals,
            ApprovalNotices approvalNotices,
            CopyErasure erasure,
            Feeds feeds,
            Mandated mandated,
            Notices notices,
            StatusLists statusLists,
            Calls calls) {}

    World() {
        database =
                TestDatabase.open(
                        List.of("ledger", "parties", "agreements", "exchange"), persistent());
        ledger =
                new Ledger(
                        database.entityManager(),
                        database.afterCommit(),
                        () -> {},
                        new Log(database.dataSource()),
                        ids,
                        RANDOM,
                        Duration.ofMinutes(5));
        parties = new Parties(database.entityManager(), ledger, clock);
        node = newNode();
        for (var code : List.of("UNICEF", "ILO", "WFP")) {
            register(code);
        }
        agree("UNICEF", "WFP");
        agree("ILO", "WFP");
    }

    private static Class<?>[] persistent() {
        return Stream.of(
                        "parties.EntityRow",
                        "parties.KeyRow",
                        "agreements.Agreement",
                        "agreements.AgreementText",
                        "agreements.Party",
                        "agreements.Act",
                        "agreements.sensitivity.ScaleRow",
                        "agreements.sensitivity.ProposalRow",
                        "agreements.Mandate",
                        "agreements.MandateDeed",
                        "exchange.PublishedRecord",
                        "exchange.SubjectDigest",
                        "exchange.StatusChange",
                        "exchange.Exchange",
                        "exchange.Waiting",
                        "exchange.HeldCopy",
                        "exchange.Reliance",
                        "exchange.notice.Notice",
                        "exchange.status.StatusListRow",
                        "exchange.status.StatusPlaceRow")
                .map(World::persistent)
                .toArray(Class<?>[]::new);
    }

    private static Class<?> persistent(String name) {
        try {
            return Class.forName("comity." + name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    InstantSource clock() {
        return clock;
    }

    /** One person proposes a change of the sensitivity classes, another approves it. */
    void changeClasses(UnaryOperator<Scale> change) {
        var agreements = node.agreements();
        var scales =
                new Scales(
                        database.entityManager(), SCHEMAS, agreements::inForce, List.of(), clock);
        var proposals =
                new ScaleProposals(
                        database.entityManager(), scales, ledger, agreements::renew, clock, ids);
        var approval =
                run(
                        () -> {
                            var proposal =
                                    proposals.propose(
                                            ids.next(),
                                            change.apply(scales.latest().scale()),
                                            "A review.",
                                            Optional.empty());
                            return proposals.approve(proposal.id(), ids.next());
                        });
        if (!(approval instanceof Approval.Taken)) {
            throw new IllegalStateException(approval.toString());
        }
    }

    /** Another node, or this one after a restart: it remembers nothing. */
    Node newNode() {
        var entityManager = database.entityManager();
        var receipts = new Receipts(NODE_KEYS.receipt(), "https://node.example");
        var notices = new Notices(entityManager, NODE_KEYS.envelope(), ids);
        var agreements =
                new Agreements(
                        entityManager,
                        database.afterCommit(),
                        SCHEMAS,
                        parties,
                        ledger,
                        receipts,
                        List.of(Exchanging.agreementNotices(entityManager, notices)),
                        clock,
                        ids);
        var mandates = new Mandates(entityManager, SCHEMAS, parties, ledger, receipts, clock, ids);
        var statusLists =
                new StatusLists(
                        entityManager, IDENTITY, NODE_KEYS.statusList(), clock, ids, RANDOM);
        var exchanging =
                new Exchanging(
                        entityManager,
                        database.transactions(),
                        new ExchangeSettings(APPROVAL_WITHIN),
                        new RecordTypes(List.of(new SampleType())),
                        SCHEMAS,
                        Purposes.published(),
                        parties,
                        agreements,
                        mandates,
                        ledger,
                        receipts,
                        statusLists,
                        notices,
                        new KeptKeys(entityManager, parties, NODE_KEYS.envelope()),
                        NODE_KEYS,
                        clock,
                        ids,
                        RANDOM);
        var calls =
                new Calls(
                        database.dataSource(),
                        entityManager,
                        database.transactions(),
                        clock,
                        NODE_KEYS.envelope());
        return new Node(
                agreements,
                mandates,
                exchanging.records(),
                exchanging.exchanges(),
                exchanging.approvals(),
                exchanging.approvalNotices(),
                new CopyErasure(entityManager, database.transactions(), calls, clock),
                exchanging.feeds(),
                exchanging.mandated(),
                notices,
                statusLists,
                calls);
    }

    void register(String code) {
        var key = SigningKey.generate(Algorithm.ED25519, RANDOM);
        keys.put(code, key);
        run(
                () -> {
                    parties.register(
                            new EntityRegistration(
                                    code, code, identifier(code), Set.of("human-resources")));
                    return parties.registerKey(
                            KeyRegistration.of(
                                    code,
                                    key.verificationKey().jwk(),
                                    KeyUse.HTTP,
                                    KeyUse.RECORD,
                                    KeyUse.AGREEMENT));
                });
    }

    private static URI identifier(String code) {
        return URI.create("https://" + code.toLowerCase(Locale.ROOT) + ".example/");
    }

    VerificationKey statusListKey() {
        return NODE_KEYS.statusList().verificationKey();
    }

    SigningKey key(String code) {
        return Optional.ofNullable(keys.get(code)).orElseThrow();
    }

    void agree(String issuer, String asker) {
        agree(issuer, asker, Samples.terms(issuer, asker));
    }

    void agree(String issuer, String asker, ObjectNode terms) {
        var draft = run(() -> node.agreements().draft(issuer, terms));
        for (var party : List.of(issuer, asker)) {
            act(party, "sign", draft);
        }
        drafts.put(issuer, draft);
    }

    ObjectNode draft(String issuer, String asker) {
        return run(() -> node.agreements().draft(issuer, Samples.terms(issuer, asker)));
    }

    /** An act on the agreement that an entity drafted as the world began. */
    void act(String party, String kind, String issuer) {
        act(party, kind, Optional.ofNullable(drafts.get(issuer)).orElseThrow());
    }

    private void act(String party, String kind, ObjectNode draft) {
        var act = Json.object();
        act.put("agreement", draft.required("id").stringValue());
        act.put("version", 1);
        act.put("termsDigest", draft.required("termsDigest").stringValue());
        act.put("act", kind);
        act.put("entity", party);
        act.put("signatory", "Ada Example, Director");
        act.putArray("reservations");
        act.put("iat", clock.instant().getEpochSecond());
        act.put("jti", ids.next().toString());
        var id = AgreementId.parse(draft.required("id").stringValue()).orElseThrow();
        var jws = Jws.sign(key(party), "comity-act+jwt", act);
        run(() -> node.agreements().act(party, id, jws));
    }

    /** A mandate that a client has granted to a centre, as its draft was answered. */
    ObjectNode mandate(String client, String centre, String... acts) {
        var terms = Json.object().put("client", client).put("centre", centre);
        terms.putArray("recordTypes").add("background-verification");
        List.of(acts).forEach(terms.putArray("acts")::add);
        terms.putObject("term").put("from", "2026-01-01").put("until", "2027-12-31");
        var mandate = run(() -> node.mandates().draft(client, terms));
        actOnMandate(client, "grant", mandate);
        return mandate;
    }

    /** As if the mandates had been granted for records of another type. */
    void mandatesAreAboutAnotherType() {
        run(
                () ->
                        database.entityManager()
                                .createNativeQuery(
                                        "update agreements_mandate set terms = replace(terms,"
                                                + " 'background-verification', 'job-classification')")
                                .executeUpdate());
    }

    /** Past the last day of every mandate. */
    void passTheTermOfMandates() {
        pass(Duration.ofDays(500));
    }

    /** Lets the node keep a record key of an entity's. */
    void keepRecordKey(String code) {
        var kept = new KeptKeys(database.entityManager(), parties, NODE_KEYS.envelope());
        run(() -> kept.make(code, KeyUse.RECORD, Optional.empty(), Optional.empty(), RANDOM));
    }

    /** A record of a client's that a centre signed for it. */
    String signFor(String centre, String client, ObjectNode mandate, UUID id, ObjectNode content) {
        var act =
                new RecordClaims.Act(
                        identifier(centre).toString(), mandate.required("id").stringValue());
        return sign(centre, client, Optional.of(act), id, content);
    }

    /**
     * @param signer whose key signs
     * @param issuer whose record it says it is, and whose status place it has
     */
    String sign(
            String signer,
            String issuer,
            Optional<RecordClaims.Act> act,
            UUID id,
            ObjectNode content) {
        var place = run(() -> node.statusLists().reserve(issuer, 1)).get(0);
        var claims =
                new RecordClaims(
                        identifier(issuer).toString(),
                        id,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        Optional.empty(),
                        Optional.empty(),
                        URN,
                        place,
                        act);
        return SdJwt.issue(key(signer), claims, content, annotated(), RANDOM).compact();
    }

    /** A signed POST, carried out or answered as it was before. */
    Answer perform(
            Node on,
            String entity,
            String idempotencyKey,
            JsonNode content,
            Supplier<Answer> work) {
        return on.calls()
                .perform(
                        posting(entity, idempotencyKey, content),
                        work,
                        kept -> on.mandated().again(entity, kept));
    }

    /** A client's act on a mandate, as its draft was answered. */
    void actOnMandate(String client, String kind, ObjectNode draft) {
        var act = Json.object();
        act.set("mandate", draft.required("id"));
        act.set("termsDigest", draft.required("termsDigest"));
        act.put("act", kind).put("entity", client).put("signatory", "Ada Example, Director");
        act.put("iat", clock.instant().getEpochSecond()).put("jti", ids.next().toString());
        var id = AgreementId.parse(draft.required("id").stringValue()).orElseThrow();
        var jws = Jws.sign(key(client), "comity-act+jwt", act);
        run(() -> node.mandates().act(client, id, jws));
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    UUID newId() {
        return ids.next();
    }

    <T> T run(Supplier<T> work) {
        return database.transactions().requiresNew(work);
    }

    /** A record that its issuer signed, at a place that is reserved for it. */
    String sign(String issuer, UUID id, ObjectNode content, Pointers own) {
        return sign(issuer, id, content, own, RANDOM);
    }

    /**
     * @param random of the salts
     */
    String sign(String issuer, UUID id, ObjectNode content, Pointers own, SecureRandom random) {
        var place = run(() -> node.statusLists().reserve(issuer, 1)).get(0);
        var claims =
                new RecordClaims(
                        identifier(issuer).toString(),
                        id,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty(),
                        URN,
                        place,
                        Optional.empty());
        return SdJwt.issue(key(issuer), claims, content, own, random).compact();
    }

    String sign(String issuer, UUID id, ObjectNode content) {
        return sign(issuer, id, content, annotated());
    }

    /** What the type wants as disclosures of their own. */
    static Pointers annotated() {
        return Pointers.of(
                SCHEMAS.recordType(URN).orElseThrow().annotated().stream()
                        .map(Annotated::pattern)
                        .toList());
    }

    Answer publish(Node on, String issuer, String sdJwt) {
        return run(() -> on.records().publish(issuer, Json.object().put("sdJwt", sdJwt)));
    }

    UUID publish(String issuer, ObjectNode content) {
        var id = ids.next();
        publish(node, issuer, sign(issuer, id, content));
        return id;
    }

    ObjectNode ask(String asker, JsonNode request) {
        return run(() -> node.exchanges().ask(asker, request)).body();
    }

    Answer changeStatus(String issuer, UUID record, JsonNode change) {
        return run(() -> node.records().changeStatus(issuer, record, change));
    }

    /** What is new for an entity, as it reads it. */
    List<ObjectNode> feed(String entity) {
        return run(
                () ->
                        node.notices().feed(entity, Optional.empty()).items().stream()
                                .map(notice -> node.notices().about(notice))
                                .toList());
    }

    /** A signed POST that an entity sends, with a fresh nonce. */
    Caller posting(String entity, String idempotencyKey, JsonNode content) {
        var octets = Json.write(content);
        var headers = new HashMap<String, String>();
        headers.put("idempotency-key", idempotencyKey);
        headers.put("content-digest", ContentDigest.of(octets));
        headers.put("content-type", "application/json");
        var request =
                new HttpRequest(
                        "POST",
                        IDENTITY.authority(),
                        "/api/v1/exchanges",
                        Optional.empty(),
                        name ->
                                Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                                        .map(List::of)
                                        .orElse(List.of()),
                        true);
        RequestSignature.sign(request, key(entity), clock.instant(), RequestSignature.nonce(RANDOM))
                .fields()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Admissions(database.dataSource(), clock).admit(request, octets);
    }

    /** As {@code POST /exchanges} does it. */
    Answer post(Node on, String entity, String idempotencyKey, JsonNode content) {
        return on.calls()
                .perform(
                        posting(entity, idempotencyKey, content),
                        () -> on.exchanges().ask(entity, content),
                        stored -> on.exchanges().again(entity, stored));
    }

    /** The issuer's word on what waits: {@code approve} or {@code refuse}. */
    Answer decide(String issuer, UUID exchange, String decision) {
        return run(() -> node.approvals().decide(issuer, exchange, Samples.decision(decision)));
    }

    /** The kinds of what is new for an entity. */
    List<String> told(String entity) {
        return run(
                () ->
                        node.notices().feed(entity, Optional.empty()).items().stream()
                                .map(Notice::kind)
                                .toList());
    }

    /** What is kept of the only exchange, as the node alone can read it. */
    ObjectNode unsealed(UUID exchange) {
        var sealed =
                (byte[])
                        database.entityManager()
                                .createNativeQuery("select sealed from exchange_exchange")
                                .getSingleResult();
        return new ExchangeSeal(NODE_KEYS.envelope()).open(exchange, sealed);
    }

    /** Every value in the database as text, octets as ISO 8859-1. */
    String stored() {
        var text = new StringBuilder();
        for (var table :
                database.entityManager()
                        .createNativeQuery(
                                "select table_name from information_schema.tables"
                                        + " where lower(table_schema) = 'public'")
                        .getResultList()) {
            for (var row :
                    database.entityManager()
                            .createNativeQuery("select * from " + table)
                            .getResultList()) {
                for (var value : row instanceof Object[] values ? values : new Object[] {row}) {
                    text.append(
                                    value instanceof byte[] octets
                                            ? new String(octets, StandardCharsets.ISO_8859_1)
                                            : String.valueOf(value))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    long count(String table) {
        return count(table, "1 = 1");
    }

    long count(String table, String condition) {
        var sql = "select count(*) from " + table + " where " + condition;
        return ((Number) database.entityManager().createNativeQuery(sql).getSingleResult())
                .longValue();
    }

    @Override
    public void close() {
        database.close();
    }

    private static NodeKeys newNodeKeys() {
        try {
            var folder = Files.createTempDirectory("comity-keys");
            return NodeKeys.openOrCreate(
                    folder.resolve("node.p12"), "only for these tests".toCharArray(), RANDOM);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
