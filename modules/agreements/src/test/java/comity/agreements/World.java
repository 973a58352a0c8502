package comity.agreements;

import comity.agreements.decision.AgreementId;
import comity.agreements.decision.DataRequest;
import comity.agreements.decision.Decision;
import comity.agreements.decision.LegalBasis;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.Samples;
import comity.agreements.sensitivity.ScaleProposals;
import comity.agreements.sensitivity.ScaleReach;
import comity.agreements.sensitivity.Scales;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.ledger.Ledger;
import comity.ledger.Log;
import comity.ledger.Receipts;
import comity.parties.EntityRegistration;
import comity.parties.KeyRegistration;
import comity.parties.KeyUse;
import comity.parties.Parties;
import comity.schema.Schemas;
import comity.testing.TestDatabase;
import comity.trust.Algorithm;
import comity.trust.Jws;
import comity.trust.SigningKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Three entities with keys, on one database, and as many nodes over it as a test wants. */
final class World implements AutoCloseable {

    static final Schemas SCHEMAS = Schemas.published();
    static final RecordShape SHAPE = RecordShape.of(SCHEMAS.recordType(Samples.TYPE).orElseThrow());

    final TestDatabase database;
    final Parties parties;
    final SigningKey receiptKey;

    /** What the nodes told. */
    final List<AgreementChange> changes = new CopyOnWriteArrayList<>();

    volatile AgreementObserver observer = changes::add;

    private final SecureRandom random = new SecureRandom();
    private volatile Instant now = Samples.NOW;
    private final InstantSource clock = () -> now;
    private final Ids ids = new Ids(clock, random);
    private final Ledger ledger;
    private final Map<String, SigningKey> keys = new HashMap<>();
    private final Agreements node;

    World() {
        database =
                TestDatabase.open(
                        List.of("ledger", "parties", "agreements"),
                        persistent("comity.parties.EntityRow"),
                        persistent("comity.parties.KeyRow"),
                        Agreement.class,
                        AgreementText.class,
                        Party.class,
                        Act.class,
                        persistent("comity.agreements.sensitivity.ScaleRow"),
                        persistent("comity.agreements.sensitivity.ProposalRow"),
                        Mandate.class,
                        MandateDeed.class);
        receiptKey = SigningKey.generate(Algorithm.ED25519, random);
        ledger =
                new Ledger(
                        database.entityManager(),
                        database.afterCommit(),
                        () -> {},
                        new Log(database.dataSource()),
                        ids,
                        random,
                        Duration.ofMinutes(5));
        parties = new Parties(database.entityManager(), ledger, clock);
        node = newNode();
        for (var code : List.of("UNICEF", "WFP", "ILO")) {
            run(
                    () ->
                            parties.register(
                                    new EntityRegistration(
                                            code,
                                            code,
                                            URI.create(
                                                    "https://"
                                                            + code.toLowerCase(Locale.ROOT)
                                                            + ".example"),
                                            Set.of("human-resources"))));
            keys.put(code, newKey(code, KeyUse.AGREEMENT));
        }
    }

    private static Class<?> persistent(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** Another node, or this one after a restart: it remembers nothing. */
    Agreements newNode() {
        return new Agreements(
                database.entityManager(),
                database.afterCommit(),
                SCHEMAS,
                parties,
                ledger,
                new Receipts(receiptKey, "https://node.example"),
                List.of(change -> observer.changed(change)),
                clock,
                ids);
    }

    /** What another node does with the time. */
    Reminders newReminders() {
        return new Reminders(
                database.entityManager(),
                database.transactions(),
                newNode(),
                List.of(change -> observer.changed(change)),
                clock);
    }

    /** Another node's front door of mandates. */
    Mandates newMandates() {
        return new Mandates(
                database.entityManager(),
                SCHEMAS,
                parties,
                ledger,
                new Receipts(receiptKey, "https://node.example"),
                clock,
                ids);
    }

    /** The node's front door of the sensitivity classes. */
    Scales newScales(ScaleReach... reaches) {
        return new Scales(
                database.entityManager(), SCHEMAS, node::inForce, List.of(reaches), clock);
    }

    /** The node's front door of proposals. */
    ScaleProposals newProposals() {
        return newProposals(node);
    }

    /** Another node's. */
    ScaleProposals newProposals(Agreements on) {
        var scales = new Scales(database.entityManager(), SCHEMAS, on::inForce, List.of(), clock);
        return new ScaleProposals(database.entityManager(), scales, ledger, on::renew, clock, ids);
    }

    String newJti() {
        return ids.next().toString();
    }

    Agreements node() {
        return node;
    }

    SigningKey newKey(String entity, KeyUse use) {
        var key = SigningKey.generate(Algorithm.ED25519, random);
        run(
                () ->
                        parties.registerKey(
                                KeyRegistration.of(entity, key.verificationKey().jwk(), use)));
        return key;
    }

    SigningKey key(String entity) {
        var key = keys.get(entity);
        if (key == null) {
            throw new IllegalArgumentException(entity);
        }
        return key;
    }

    <T> T run(Supplier<T> work) {
        return database.transactions().requiresNew(work);
    }

    ObjectNode draft(JsonNode terms) {
        return run(() -> node.draft("UNICEF", terms));
    }

    static AgreementId idOf(ObjectNode draft) {
        return AgreementId.parse(draft.required("id").stringValue()).orElseThrow();
    }

    /** The payload of an entity's signature under a draft. */
    ObjectNode payload(String entity, ObjectNode draft) {
        var payload = Json.object();
        payload.put("agreement", draft.required("id").stringValue());
        payload.put("version", draft.required("version").intValue());
        payload.put("termsDigest", draft.required("termsDigest").stringValue());
        payload.put("act", "sign");
        payload.put("entity", entity);
        payload.put("signatory", "Ada Example, Director");
        payload.putArray("reservations");
        payload.put("iat", now.getEpochSecond());
        payload.put("jti", ids.next().toString());
        return payload;
    }

    String act(String entity, ObjectNode draft) {
        return act(entity, draft, payload -> {});
    }

    String act(String entity, ObjectNode draft, Consumer<ObjectNode> change) {
        var payload = payload(entity, draft);
        change.accept(payload);
        return Jws.sign(key(entity), VerifiedAct.TYPE, payload);
    }

    /** Every node's clock is at an instant. */
    void itIs(Instant at) {
        now = at;
    }

    /** An act without reservations. */
    ObjectNode does(String entity, String act, ObjectNode draft) {
        return does(entity, draft, payload -> payload.put("act", act));
    }

    ObjectNode does(String entity, ObjectNode draft, Consumer<ObjectNode> change) {
        var act = act(entity, draft, change);
        return run(() -> node.act(entity, idOf(draft), act));
    }

    /** A countersignature of, or an objection to, an accession. */
    ObjectNode answers(String entity, String act, ObjectNode draft, String acceded, String jti) {
        return does(
                entity,
                draft,
                payload ->
                        payload.put("act", act)
                                .putObject("accession")
                                .put("entity", acceded)
                                .put("jti", jti));
    }

    boolean permits(String issuer, String asker) {
        return decide(issuer, asker, now).permitted().isPresent();
    }

    Decision decide(String issuer, String asker, Instant at) {
        var request = Samples.requestOn(LegalBasis.MANDATE, "/elements/academic");
        var between =
                new DataRequest(
                        issuer,
                        asker,
                        request.type(),
                        request.purpose(),
                        request.legalBasis(),
                        request.consent(),
                        request.want());
        return run(() -> node.inForce().decide(between, SHAPE, at));
    }

    String state(ObjectNode draft) {
        return run(
                () ->
                        node.agreement("UNICEF", idOf(draft), OptionalInt.empty())
                                .required("state")
                                .stringValue());
    }

    ObjectNode sign(String entity, ObjectNode draft) {
        return run(() -> node.act(entity, idOf(draft), act(entity, draft)));
    }

    Decision decide(Agreements on) {
        return run(
                () ->
                        on.inForce()
                                .decide(Samples.request("/elements/academic"), SHAPE, Samples.NOW));
    }

    boolean permits(Agreements on) {
        return decide(on).permitted().isPresent();
    }

    long epoch(Agreements on) {
        return run(() -> on.inForce().epoch());
    }

    @Override
    public void close() {
        database.close();
    }
}
