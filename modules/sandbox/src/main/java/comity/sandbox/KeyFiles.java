package comity.sandbox;

import comity.kernel.Json;
import comity.parties.KeyUse;
import comity.trust.Algorithm;
import comity.trust.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;

/**
 * The private keys of the sandbox's entities, one JWK Set (RFC 7517) a file, {@code
 * <CODE>.jwk.json}: whoever tries things out acts as any of them. A key's uses stand in its member
 * {@code comity:uses}.
 */
final class KeyFiles {

    private static final String USES = "comity:uses";

    private final Path folder;
    private final SecureRandom random;

    KeyFiles(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** The keys of an entity: those of its file, which is made if there is none. */
    Map<KeyUse, SigningKey> of(String code, String identifier) {
        var file = folder.resolve(code + ".jwk.json");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                write(file, code, identifier);
            }
            return read(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The sandbox's keys cannot be kept in " + folder, unwritable);
        }
    }

    private void write(Path file, String code, String identifier) throws IOException {
        var set = Json.object();
        set.put("entity", code);
        set.put("identifier", identifier);
        var keys = set.putArray("keys");
        for (var use : KeyUse.values()) {
            var key = SigningKey.generate(Algorithm.ED25519, random);
            var jwk = key.privateJwk();
            jwk.put("kid", key.thumbprint());
            jwk.putArray(USES).add(use.code());
            keys.add(jwk);
        }
        // Whole or not at all: a start that is cut off leaves no half file behind.
        var half = Files.createTempFile(folder, code, ".tmp");
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
        }
        Files.write(half, Json.write(set), StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<KeyUse, SigningKey> read(Path file) throws IOException {
        var keys = new EnumMap<KeyUse, SigningKey>(KeyUse.class);
        for (var jwk : Json.read(Files.readAllBytes(file)).get("keys")) {
            keys.put(
                    KeyUse.of(jwk.get(USES).get(0).stringValue()).orElseThrow(),
                    SigningKey.ofJwk(jwk));
        }
        return keys;
    }
}
