package comity.trust.vault;

import comity.trust.Algorithm;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The node's own keys, each for one purpose, all Ed25519, and its secrets, from one vault: a
 * PKCS#12 file that every node of an installation reads. Immutable.
 */
public final class NodeKeys {

    private static final String MESSAGE = "message";
    private static final String RECEIPT = "receipt";
    private static final String STATUS_LIST = "status-list";
    private static final String LOG = "log";
    private static final String COSIGNATURE = "cosignature";
    private static final String SUBJECT_INDEX = "subject-index";
    private static final String WRAPPING = "wrapping-";

    private final SigningKey message;
    private final SigningKey receipt;
    private final SigningKey statusList;
    private final SigningKey log;
    private final SigningKey cosignature;
    private final SubjectIndex subjectIndex;
    private final Envelope envelope;

    private NodeKeys(Map<String, SecretKey> secrets, SecureRandom random) {
        this.message = signingKey(secrets, MESSAGE);
        this.receipt = signingKey(secrets, RECEIPT);
        this.statusList = signingKey(secrets, STATUS_LIST);
        this.log = signingKey(secrets, LOG);
        this.cosignature = signingKey(secrets, COSIGNATURE);
        this.subjectIndex = new SubjectIndex(required(secrets, SUBJECT_INDEX));
        this.envelope = new Envelope(wrappingKeys(secrets), random);
    }

    /**
     * Opens an existing vault.
     *
     * @throws TrustException {@code vault-missing}, {@code vault-unreadable}, {@code
     *     vault-incomplete} or {@code vault-password}, with a sentence that says what to do
     */
    public static NodeKeys open(Path file, char[] password, SecureRandom random) {
        if (!Files.isRegularFile(file)) {
            throw new TrustException(
                    "vault-missing",
                    "There is no vault at "
                            + file
                            + ": restore it, or allow its creation for a new node.");
        }
        return new NodeKeys(new Vault(file, password).read(), random);
    }

    /**
     * Opens the vault, or creates it with new keys if there is none. Of several nodes that start at
     * once one creates it and the others open that one.
     */
    public static NodeKeys openOrCreate(Path file, char[] password, SecureRandom random) {
        if (!Files.exists(file)) {
            new Vault(file, password).create(newSecrets(random));
        }
        return open(file, password, random);
    }

    /**
     * Adds a wrapping key, which seals from now on; the older ones still open. Restart every node
     * with the new file before sealing resumes on any.
     */
    public static NodeKeys rotateWrapping(Path file, char[] password, SecureRandom random) {
        var vault = new Vault(file, password);
        var secrets = new LinkedHashMap<>(vault.read());
        int next = wrappingKeys(secrets).lastKey() + 1;
        secrets.put(WRAPPING + next, secret("AES", random));
        vault.replace(secrets);
        return open(file, password, random);
    }

    /** Signs HTTP responses and deliveries. */
    public SigningKey message() {
        return message;
    }

    /** Signs receipts. */
    public SigningKey receipt() {
        return receipt;
    }

    /** Signs status lists. */
    public SigningKey statusList() {
        return statusList;
    }

    /** Signs the log's checkpoints and nothing else. */
    public SigningKey log() {
        return log;
    }

    /** Cosigns the log's checkpoints with the time. */
    public SigningKey cosignature() {
        return cosignature;
    }

    /** Digests subjects for look-up. */
    public SubjectIndex subjectIndex() {
        return subjectIndex;
    }

    /** Seals what is stored, under the vault's wrapping keys. */
    public Envelope envelope() {
        return envelope;
    }

    private static Map<String, SecretKey> newSecrets(SecureRandom random) {
        var secrets = new LinkedHashMap<String, SecretKey>();
        for (var alias : List.of(MESSAGE, RECEIPT, STATUS_LIST, LOG, COSIGNATURE)) {
            secrets.put(alias, secret("Ed25519", random));
        }
        secrets.put(SUBJECT_INDEX, secret("HmacSHA256", random));
        secrets.put(WRAPPING + 1, secret("AES", random));
        return secrets;
    }

    private static SecretKey secret(String algorithm, SecureRandom random) {
        var octets = new byte[32];
        random.nextBytes(octets);
        return new SecretKeySpec(octets, algorithm);
    }

    private static SigningKey signingKey(Map<String, SecretKey> secrets, String alias) {
        return SigningKey.ofSecret(Algorithm.ED25519, required(secrets, alias).getEncoded());
    }

    private static NavigableMap<Integer, SecretKey> wrappingKeys(Map<String, SecretKey> secrets) {
        var keys = new TreeMap<Integer, SecretKey>();
        secrets.forEach(
                (alias, key) -> {
                    if (alias.matches(WRAPPING + "[1-9][0-9]{0,8}")) {
                        keys.put(Integer.valueOf(alias.substring(WRAPPING.length())), key);
                    }
                });
        if (keys.isEmpty()) {
            throw incomplete(WRAPPING + 1);
        }
        return keys;
    }

    private static SecretKey required(Map<String, SecretKey> secrets, String alias) {
        var secret = secrets.get(alias);
        if (secret == null) {
            throw incomplete(alias);
        }
        return secret;
    }

    private static TrustException incomplete(String alias) {
        return new TrustException(
                "vault-incomplete",
                "The vault lacks the key '" + alias + "': restore a whole one.");
    }
}
