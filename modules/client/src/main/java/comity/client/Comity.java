package comity.client;

import comity.client.http.Binding;
import comity.client.http.MessageSigner;
import comity.client.http.ResponseCheck;
import comity.client.http.Transport;
import comity.client.wire.Agreement;
import comity.client.wire.Approval;
import comity.client.wire.DataRequest;
import comity.client.wire.Discovery;
import comity.client.wire.Entity;
import comity.client.wire.Exchange;
import comity.client.wire.ExchangeDecided;
import comity.client.wire.Mandate;
import comity.client.wire.Notice;
import comity.client.wire.Place;
import comity.client.wire.Published;
import comity.client.wire.Rehearsal;
import comity.client.wire.StatusChange;
import comity.client.wire.StatusChanged;
import comity.client.wire.Supposition;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.Page;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import comity.trust.Jws;
import comity.trust.TrustException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The SDK's front door: one entity at one node. Every request is signed with the entity's {@code
 * http} key; no answer is believed that the node has not signed for exactly this request. Calls
 * throw {@link ProblemException} for a refusal and {@link TrustException} for an answer that does
 * not prove what it should. Safe for several threads. Source: docs/protocol.md.
 */
public final class Comity implements AutoCloseable {

    /** The media type of a signed act. */
    public static final String ACT = "comity-act+jwt";

    static final String API = "/api/v1";
    private static final int MAX_PAGES = 1000;

    /** Asks the node to wait for the proof of inclusion, which mostly takes less. */
    static final Map<String, String> WAITING = Map.of("Prefer", "wait=2");

    private final Connection connection;
    private final Binding binding = new Binding();
    private final Transport transport;
    private final RecordSigner records;
    private final Ids ids;
    private final Map<String, JsonNode> schemas = new ConcurrentHashMap<>();
    private volatile @Nullable NodeTrust trust;

    private Comity(Connection connection) {
        this.connection = connection;
        this.ids = new Ids(connection.clock(), connection.random());
        this.records =
                new RecordSigner(connection.keys(), ids, connection.clock(), connection.random());
        var signer =
                new MessageSigner(
                        connection.keys().key(KeyUse.HTTP),
                        connection.signedAuthority(),
                        connection.clock(),
                        connection.random());
        var check =
                new ResponseCheck(thumbprint -> trust().key(NodeTrust.Purpose.MESSAGE, thumbprint));
        this.transport =
                new Transport(connection.node(), binding, signer, check, connection.random());
        this.trust = connection.pinned().orElse(null);
    }

    /** Connects to a node as an entity; what the node says of itself at first sight is pinned. */
    public static Comity connect(URI node, EntityKeys keys) {
        return connect(Connection.to(node, keys));
    }

    /** Connects as the connection says. Nothing is sent before the first call. */
    public static Comity connect(Connection connection) {
        return new Comity(connection);
    }

    /** The entity that this speaks for. */
    public String entity() {
        return connection.keys().entity();
    }

    /** The clock that this goes by. */
    public InstantSource clock() {
        return connection.clock();
    }

    /** What is believed of the node: what was pinned, or what it said when it was first reached. */
    public NodeTrust trust() {
        var known = trust;
        if (known == null) {
            synchronized (this) {
                known = trust;
                if (known == null) {
                    known =
                            NodeTrust.of(
                                    transport.openJson("/.well-known/comity"),
                                    transport.openJson("/.well-known/jwks.json"));
                    trust = known;
                }
            }
        }
        return known;
    }

    /** What the node says of itself now. */
    public Discovery discovery() {
        return binding.read(transport.openJson("/.well-known/comity"), Discovery.class);
    }

    /** The whole directory. */
    public List<Entity> entities() {
        var all = new ArrayList<Entity>();
        var path = API + "/entities";
        var next = Optional.<String>empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            var found =
                    page(
                            transport.openJson(path + next.map(at -> "?after=" + at).orElse("")),
                            Entity.class);
            all.addAll(found.items());
            next = found.next();
            if (next.isEmpty() || found.items().isEmpty()) {
                return all;
            }
        }
        throw new TrustException("directory-too-large", "The directory does not end.");
    }

    /** One entity of the directory. */
    public Entity entity(String code) {
        return binding.read(transport.openJson(API + "/entities/" + code), Entity.class);
    }

    /** An entity's public keys, as the directory lists them: what the log says of them decides. */
    public JsonNode keysOf(String code) {
        return transport.openJson(API + "/entities/" + code + "/jwks.json");
    }

    /** A published schema; one version never changes, so it is fetched once. */
    public JsonNode schema(String name, int version) {
        return schemas.computeIfAbsent("/schemas/" + name + "/" + version, transport::openJson);
    }

    /** A status list: a JWS that the node signed. */
    public String statusList(URI address) {
        if (!address.getPath().startsWith("/status-lists/")
                && !address.getPath().startsWith(API + "/status-lists/")) {
            throw new TrustException(
                    "status-list-elsewhere", "The record's status list is not one of this node.");
        }
        return transport.openText(address.getRawPath());
    }

    /** Reserves places in the entity's status lists, each for one record. */
    public List<Place> reservePlaces(int count) {
        return places(Json.object().put("count", count));
    }

    List<Place> places(JsonNode body) {
        return page(post(API + "/status-lists/places", body), Place.class).items();
    }

    /** What this entity, as a shared-service centre, does for a client. */
    public Behalf onBehalfOf(String client) {
        return new Behalf(this, transport, records, client);
    }

    /**
     * Publishes a record that is signed here: reserves its status place, splits its content into
     * disclosures as the type's schema says, and hands in the SD-JWT.
     */
    public Published publish(RecordDraft draft) {
        var schema = schema(draft.type(), draft.version());
        var place = reservePlaces(1).get(0);
        return publish(records.sign(draft, schema, place));
    }

    /** Publishes a record that was signed elsewhere. */
    public Published publish(String sdJwt) {
        var body = Json.object().put("sdJwt", sdJwt);
        return transport.post(API + "/records", body, WAITING, Published.class);
    }

    /** One of the entity's own records, with who was told of it. */
    public JsonNode record(String id) {
        return transport.json(API + "/records/" + id, Map.of());
    }

    /** Changes the status of one of the entity's own records. */
    public StatusChanged changeStatus(String record, StatusChange change) {
        var path = API + "/records/" + record + "/status";
        return transport.post(path, change, WAITING, StatusChanged.class);
    }

    /** What would be decided and why. Discloses nothing. */
    public Rehearsal rehearse(DataRequest request) {
        return rehearse(binding.tree(request.withoutSubject()));
    }

    /** The same, at another time or as if a text were in force. */
    public Rehearsal rehearse(DataRequest request, Supposition supposing) {
        var body = (ObjectNode) binding.tree(request.withoutSubject());
        return rehearse(body.setAll((ObjectNode) binding.tree(supposing)));
    }

    private Rehearsal rehearse(JsonNode body) {
        return transport.post(API + "/decisions", body, WAITING, Rehearsal.class);
    }

    /**
     * Asks. A refusal by all who were asked is an answer, with the clause or what is missing; so is
     * one that waits for a person: read {@link #exchange} again until it has decided.
     */
    public Exchange ask(DataRequest request) {
        try {
            return transport.post(API + "/exchanges", request, WAITING, Exchange.class);
        } catch (ProblemException refused) {
            if (refused.status() == 403
                    && refused.authentic()
                    && refused.document().path("answers").isArray()) {
                return binding.read(refused.document(), Exchange.class);
            }
            throw refused;
        }
    }

    /** An exchange as this entity may see it. */
    public Exchange exchange(String id) {
        return transport.get(API + "/exchanges/" + id, Map.of(), Exchange.class);
    }

    /** A page of what awaits this entity's approval, in the order in which it was asked. */
    public Page<Approval> approvals(Optional<String> after) {
        var query = new TreeMap<String, String>();
        after.ifPresent(cursor -> query.put("after", cursor));
        return page(transport.json(API + "/approvals", query), Approval.class);
    }

    /** Approves what awaits this entity's word: it is decided anew, and disclosed. */
    public ExchangeDecided approve(String exchange) {
        return decide(exchange, Json.object().put("decision", "approve"));
    }

    /**
     * Refuses it. The asker sees what it would see without a record.
     *
     * @param reasonCode a slug, which stays with this entity
     */
    public ExchangeDecided refuse(String exchange, String reasonCode) {
        var body = Json.object().put("decision", "refuse").put("reasonCode", reasonCode);
        return decide(exchange, body);
    }

    private ExchangeDecided decide(String exchange, JsonNode body) {
        var path = API + "/exchanges/" + exchange + "/decision";
        return transport.post(path, body, WAITING, ExchangeDecided.class);
    }

    /**
     * The entity's feed after a cursor, or from its beginning.
     *
     * @param wait how long to wait for something new, at most 30 seconds
     * @return a page whose {@code next} is there even when nothing is new
     */
    public Page<Notice> notices(Optional<String> after, Duration wait) {
        return notices(new TreeMap<>(), after, wait);
    }

    Page<Notice> notices(Map<String, String> query, Optional<String> after, Duration wait) {
        after.ifPresent(cursor -> query.put("after", cursor));
        if (!wait.isZero()) {
            query.put("wait", Long.toString(Math.min(30, Math.max(1, wait.toSeconds()))));
        }
        return page(transport.json(API + "/notices", query), Notice.class);
    }

    /** Says that a notice has been read and acted on. */
    public Notice acknowledge(String notice) {
        return transport.post(API + "/notices/" + notice + "/acknowledgement", Notice.class);
    }

    /** Drafts an agreement. */
    public Agreement draft(JsonNode terms) {
        return transport.post(API + "/agreements", terms, WAITING, Agreement.class);
    }

    /** The entity's own agreements and open ones, whole. */
    public List<Agreement> agreements() {
        var all = new ArrayList<Agreement>();
        var query = Map.<String, String>of();
        for (int page = 0; page < MAX_PAGES; page++) {
            var found = page(transport.json(API + "/agreements", query), Agreement.class);
            all.addAll(found.items());
            if (found.next().isEmpty() || found.items().isEmpty()) {
                return all;
            }
            query = Map.of("after", found.next().get());
        }
        throw new TrustException("agreements-too-many", "The list of agreements does not end.");
    }

    /** One agreement. */
    public Agreement agreement(String id) {
        return transport.get(API + "/agreements/" + id, Map.of(), Agreement.class);
    }

    /** One version of an agreement. */
    public Agreement agreement(String id, long version) {
        var query = Map.of("version", Long.toString(version));
        return transport.get(API + "/agreements/" + id, query, Agreement.class);
    }

    /**
     * What was done to an agreement, in its order: each act verified, so that who answers an
     * accession has seen what the other signed. Those on this version are on these very terms.
     *
     * @throws TrustException if one is not what its entity signed, or not on the terms that this
     *     version has
     */
    public List<SignedAct> signedActs(Agreement agreement) {
        var digest = digestOf(agreement);
        var keys = new HashMap<String, JsonNode>();
        var acts = new ArrayList<SignedAct>();
        for (var act : agreement.actsOrNone()) {
            var entity = EvidenceGatherer.code(Objects.requireNonNullElse(act.entity(), ""));
            var known = keys.computeIfAbsent(entity, this::keysOf);
            var signed = SignedAct.verify(agreement.id(), act, known);
            if (signed.version() == agreement.version() && !signed.termsDigest().equals(digest)) {
                throw SignedAct.other();
            }
            acts.add(signed);
        }
        return acts;
    }

    /** Signs an act with the entity's {@code agreement} key and hands it in. */
    public Agreement act(ActDraft draft) {
        var path = API + "/agreements/" + draft.agreement() + "/acts";
        var body = Json.object().put("act", signed(draft.payload(entity())));
        return transport.post(path, body, WAITING, Agreement.class);
    }

    private String signed(ObjectNode payload) {
        payload.put(
                "iat",
                connection.clock().instant().truncatedTo(ChronoUnit.SECONDS).getEpochSecond());
        payload.put("jti", ids.next().toString());
        return Jws.sign(connection.keys().key(KeyUse.AGREEMENT), ACT, payload);
    }

    /** Drafts a mandate, as the client or as the centre. */
    public Mandate draftMandate(JsonNode terms) {
        return transport.post(API + "/mandates", terms, Map.of(), Mandate.class);
    }

    /**
     * Grants a mandate as the client, or revokes it, with the entity's {@code agreement} key.
     *
     * @param termsDigest computed from the terms that the signatory has read
     * @param act {@code grant} or {@code revoke}
     */
    public Mandate actOnMandate(String mandate, String termsDigest, String act, String signatory) {
        var payload = Json.object();
        payload.put("mandate", mandate).put("termsDigest", termsDigest).put("act", act);
        payload.put("entity", entity()).put("signatory", signatory);
        var body = Json.object().put("act", signed(payload));
        return transport.post(
                API + "/mandates/" + mandate + "/acts", body, Map.of(), Mandate.class);
    }

    /** The digest by which parties speak of terms: base64url SHA-256 of their JCS form. */
    public static String digestOf(JsonNode terms) {
        return Base64Url.encode(Digests.sha256(Jcs.canonical(terms)));
    }

    /**
     * The digest of the terms that are in what the node answered: what a signatory signs who has
     * read them.
     *
     * @throws TrustException {@code terms-missing}, or {@code terms-other} if the node says that
     *     they have another digest
     */
    public static String digestOf(Agreement read) {
        var terms = read.terms();
        if (terms == null) {
            throw new TrustException("terms-missing", "The agreement came without its terms.");
        }
        var digest = digestOf(terms);
        if (!digest.equals(read.termsDigest())) {
            throw new TrustException(
                    "terms-other", "The terms that came are not those that are to be signed.");
        }
        return digest;
    }

    /**
     * An answer with everything that is needed to check it later and elsewhere; waits for the log
     * to include what it promised.
     */
    public SavedAnswer save(DataRequest request, Exchange exchange) {
        var evidence = new EvidenceGatherer(this, connection.clock()).gather(exchange);
        var asker = Optional.ofNullable(request.onBehalfOf()).orElseGet(this::entity);
        return new SavedAnswer(
                asker, connection.clock().instant(), trust(), request, exchange, evidence);
    }

    /** The proof that an entry, promised by a receipt, is in the log; waits some seconds for it. */
    public String proof(String leaf) {
        return new EvidenceGatherer(this, connection.clock()).awaitProof(leaf);
    }

    /** A part of the log as it is served below its path, such as {@code checkpoint}. */
    public byte[] log(String path, Map<String, String> query) {
        return transport.bytes(trust().logPath() + "/" + path, query);
    }

    private JsonNode post(String path, JsonNode body) {
        return Json.read(transport.post(path, body, Map.of(), byte[].class), Binding.ANSWER);
    }

    <T> Page<T> page(JsonNode tree, Class<T> type) {
        var items = new ArrayList<T>();
        tree.path("items").forEach(item -> items.add(binding.read(item, type)));
        return new Page<>(
                items,
                Optional.ofNullable(tree.get("next"))
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue));
    }

    @Override
    public void close() {
        transport.close();
    }
}
