package comity.client;

import comity.kernel.Json;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import comity.trust.note.LogTrust;
import comity.trust.note.VerifierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a party believes of a node: the keys that sign its messages, receipts and status lists, and
 * its log's. Taken from {@code /.well-known} once and pinned, or from a file that came another way.
 * Every key has one purpose; a key without a known one is believed for nothing.
 */
public final class NodeTrust {

    /** What a key of the node signs. */
    public enum Purpose {
        MESSAGE("message"),
        RECEIPT("receipt"),
        STATUS_LIST("status-list");

        private final String code;

        Purpose(String code) {
            this.code = code;
        }
    }

    private static final String PURPOSE = "purpose";

    private final ObjectNode discovery;
    private final ObjectNode jwks;
    private final Map<String, VerificationKey> keys = new TreeMap<>();
    private final LogTrust log;

    private NodeTrust(ObjectNode discovery, ObjectNode jwks) {
        this.discovery = discovery.deepCopy();
        this.jwks = jwks.deepCopy();
        for (var jwk : jwks.path("keys")) {
            for (var purpose : Purpose.values()) {
                if (jwk.path(PURPOSE).asString("").equals(purpose.code)) {
                    var key = VerificationKey.ofJwk(jwk);
                    keys.put(purpose.code + ' ' + key.thumbprint(), key);
                }
            }
        }
        this.log = logTrust(discovery.path("log"));
    }

    /**
     * From what the node publishes.
     *
     * @param discovery {@code /.well-known/comity}
     * @param jwks {@code /.well-known/jwks.json}
     * @throws TrustException if they do not hold what is needed
     */
    public static NodeTrust of(JsonNode discovery, JsonNode jwks) {
        if (discovery instanceof ObjectNode said && jwks instanceof ObjectNode set) {
            return new NodeTrust(said, set);
        }
        throw new TrustException("node-unreadable", "What the node says of itself is no object.");
    }

    /** From what {@link #toJson} wrote. */
    public static NodeTrust of(JsonNode pinned) {
        return of(pinned.path("discovery"), pinned.path("jwks"));
    }

    /** The log's own key signs, those of its cosigners say so by their kind; all must have. */
    private static LogTrust logTrust(JsonNode log) {
        var signers = new ArrayList<VerifierKey>();
        var cosigners = new ArrayList<VerifierKey>();
        for (var text : log.path("verifierKeys")) {
            var key = VerifierKey.parse(text.asString(""));
            (key.isCosigner() ? cosigners : signers).add(key);
        }
        if (signers.size() != 1) {
            throw new TrustException(
                    "node-unreadable", "The node does not name the one key that signs its log.");
        }
        return new LogTrust(
                log.path("origin").asString(""), signers.get(0), cosigners, cosigners.size());
    }

    /** The key with this thumbprint, if the node uses it for this. */
    public Optional<VerificationKey> key(Purpose purpose, String thumbprint) {
        return Optional.ofNullable(keys.get(purpose.code + ' ' + thumbprint));
    }

    /** Whom to believe about the log: its own key, and the cosignature where the node has one. */
    public LogTrust log() {
        return log;
    }

    /** The path under which the log is served. */
    public String logPath() {
        return "/log";
    }

    /** Within what time a promised entry is in the log. */
    public Duration maxMergeDelay() {
        return Duration.ofSeconds(discovery.path("log").path("maxMergeDelay").asLong(300));
    }

    /** The node's name, for people. */
    public String name() {
        return discovery.path("name").asString("a node without a name");
    }

    /** The version of its software. */
    public String version() {
        return discovery.path("version").asString("");
    }

    /** The public authority that it says it has. */
    public String authority() {
        return discovery.path("authority").asString("");
    }

    /** All of it, to be kept and read again. */
    public ObjectNode toJson() {
        var json = Json.object();
        json.set("discovery", discovery.deepCopy());
        json.set("jwks", jwks.deepCopy());
        return json;
    }
}
