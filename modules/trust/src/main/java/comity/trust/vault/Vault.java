package comity.trust.vault;

import comity.trust.TrustException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * A PKCS#12 file of secret keys, sealed and authenticated by one password. Seeds of Ed25519 are
 * kept as secrets, since a private key's entry would demand a certificate.
 */
final class Vault {

    /**
     * The file's own key derivation is the JDK's, which slows guessing but little: the password has
     * to carry the strength.
     */
    private static final int PASSWORD_LENGTH = 12;

    private final Path file;
    private final char[] password;

    Vault(Path file, char[] password) {
        if (password.length < PASSWORD_LENGTH) {
            throw new TrustException(
                    "vault-password",
                    "The vault's password must have at least " + PASSWORD_LENGTH + " characters.");
        }
        this.file = file;
        this.password = password.clone();
    }

    Map<String, SecretKey> read() {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            var secrets = new LinkedHashMap<String, SecretKey>();
            for (var alias : Collections.list(store.aliases())) {
                if (store.getEntry(alias, protection()) instanceof KeyStore.SecretKeyEntry entry) {
                    secrets.put(alias, entry.getSecretKey());
                }
            }
            return secrets;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException broken) {
            throw new TrustException(
                    "vault-unreadable",
                    "The vault at "
                            + file
                            + " cannot be opened: the password is wrong or the file was altered.",
                    broken);
        }
    }

    /** Writes a new vault, unless there is one by then: it is complete at once or not there. */
    void create(Map<String, SecretKey> secrets) {
        try {
            var draft = write(secrets);
            try {
                link(draft);
            } catch (FileAlreadyExistsException another) {
                // Another node was first: its vault is the one.
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException | GeneralSecurityException broken) {
            throw unwritable(broken);
        }
    }

    /** Replaces the vault by one with these secrets, at once. */
    void replace(Map<String, SecretKey> secrets) {
        try {
            Files.move(
                    write(secrets),
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | GeneralSecurityException broken) {
            throw unwritable(broken);
        }
    }

    /** A temporary file beside the vault, readable by its owner only, on the disk. */
    private Path write(Map<String, SecretKey> secrets)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (var secret : secrets.entrySet()) {
            store.setEntry(
                    secret.getKey(), new KeyStore.SecretKeyEntry(secret.getValue()), protection());
        }
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, ".vault", ".p12");
        try (var out = Files.newOutputStream(draft)) {
            store.store(out, password);
        }
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return draft;
    }

    /** A link fails where the name is taken; a move would replace it. */
    private void link(Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, file);
        }
    }

    private KeyStore.PasswordProtection protection() {
        return new KeyStore.PasswordProtection(password);
    }

    private TrustException unwritable(Exception broken) {
        return new TrustException(
                "vault-unwritable",
                "The vault at " + file + " cannot be written: give the node a folder it may write.",
                broken);
    }
}
