package comity.client;

import comity.kernel.Json;
import comity.kernel.Problem;
import comity.trust.Algorithm;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entity and the private keys that its system signs with. Kept as a file: a JWK Set (RFC 7517)
 * with the members {@code entity} and {@code identifier}, each private key with {@code kid} and
 * {@code comity:uses}, a list of {@code http}, {@code record} and {@code agreement}. A key may have
 * several uses; the first for a use is taken.
 *
 * @param entity the entity's code on the node
 * @param identifier the HTTPS URI that it owns, which its records name as their issuer
 * @param keys the key for each use that this system may sign for
 */
public record EntityKeys(String entity, String identifier, Map<KeyUse, SigningKey> keys) {

    /** The member of a key that says what it signs. */
    public static final String USES = "comity:uses";

    public EntityKeys {
        keys = Map.copyOf(keys);
    }

    /** New keys, one for each use, so that losing one loses only that. */
    public static EntityKeys generate(
            String entity, String identifier, Algorithm algorithm, SecureRandom random) {
        var keys = new EnumMap<KeyUse, SigningKey>(KeyUse.class);
        for (var use : KeyUse.values()) {
            keys.put(use, SigningKey.generate(algorithm, random));
        }
        return new EntityKeys(entity, identifier, keys);
    }

    /**
     * Reads a key file.
     *
     * @throws TrustException {@code key-file-invalid}, or why a key is none
     */
    public static EntityKeys read(Path file) throws IOException {
        try {
            if (Json.read(Files.readAllBytes(file)) instanceof ObjectNode set) {
                return of(set);
            }
        } catch (Problem notStrictJson) {
            throw invalid(file + " is not JSON: " + notStrictJson.detail());
        }
        throw invalid(file + " is not a JWK Set.");
    }

    private static EntityKeys of(ObjectNode set) {
        var entity = set.path("entity").asString("");
        var identifier = set.path("identifier").asString("");
        if (entity.isEmpty() || identifier.isEmpty()) {
            throw invalid("The key file lacks its 'entity' or its 'identifier'.");
        }
        var keys = new EnumMap<KeyUse, SigningKey>(KeyUse.class);
        for (var jwk : set.path("keys")) {
            var key = SigningKey.ofJwk(jwk);
            for (var use : KeyUse.values()) {
                for (var named : jwk.path(USES)) {
                    if (named.asString("").equals(use.code())) {
                        keys.putIfAbsent(use, key);
                    }
                }
            }
        }
        return new EntityKeys(entity, identifier, keys);
    }

    /** Writes the private keys to a new file that only its owner can read. */
    public void write(Path file) throws IOException {
        var text = Json.write(json(true));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(file, text, StandardOpenOption.TRUNCATE_EXISTING);
        } else {
            Files.write(file, text, StandardOpenOption.CREATE_NEW);
        }
    }

    /**
     * What a key signs over itself, by which a node knows that whoever registers it has it. Source:
     * docs/protocol.md, section 1.
     *
     * @param id of this proof
     */
    public String proof(KeyUse use, Instant at, String id) {
        var key = key(use);
        var claims = Json.object();
        claims.put("entity", entity);
        claims.set("jwk", key.verificationKey().jwk());
        claims.putArray("uses").add(use.code());
        claims.put("custody", "entity");
        claims.put("iat", at.getEpochSecond());
        claims.put("jti", id);
        return Jws.sign(key, "comity-key+jwt", claims);
    }

    /**
     * What an administrator of a node registers the entity with: a file for {@code
     * comity.directory}, with this entity alone. Source: docs/operations.md.
     *
     * @param name the entity's, for people
     */
    public ObjectNode registration(String name) {
        var file = Json.object();
        var one = file.putArray("entities").addObject();
        one.put("code", entity).put("name", name).put("identifier", identifier).putArray("areas");
        var listed = one.putArray("keys");
        for (var jwk : publicJson().path("keys")) {
            var uses = jwk.path(USES);
            var bare = ((ObjectNode) jwk).deepCopy();
            bare.remove(List.of(USES, "kid"));
            listed.addObject().set("jwk", bare).set("uses", uses);
        }
        return file;
    }

    /** The public keys as a JWK Set, with the uses of each. */
    public ObjectNode publicJson() {
        return json(false);
    }

    private ObjectNode json(boolean secret) {
        var set = Json.object().put("entity", entity).put("identifier", identifier);
        var listed = set.putArray("keys");
        for (var key : Set.copyOf(keys.values())) {
            var jwk = secret ? key.privateJwk() : key.verificationKey().jwk();
            jwk.put("kid", key.thumbprint());
            var uses = jwk.putArray(USES);
            keys.forEach(
                    (use, other) -> {
                        if (other.thumbprint().equals(key.thumbprint())) {
                            uses.add(use.code());
                        }
                    });
            listed.add(jwk);
        }
        return set;
    }

    /**
     * The key for a use.
     *
     * @throws TrustException {@code key-missing}
     */
    public SigningKey key(KeyUse use) {
        var key = keys.get(use);
        if (key == null) {
            throw new TrustException(
                    "key-missing",
                    "The key file of %s holds no key with the use '%s'."
                            .formatted(entity, use.code()));
        }
        return key;
    }

    private static TrustException invalid(String sentence) {
        return new TrustException("key-file-invalid", sentence);
    }

    @Override
    public String toString() {
        return entity + " " + keys;
    }
}
