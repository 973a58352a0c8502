package comity.app;

import comity.kernel.NodeMode;
import comity.kernel.NodeSeal;
import comity.kernel.Settings;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.vault.NodeKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Opens the node's vault; makes it when both it and the database are new. */
@ApplicationScoped
public class Vault implements NodeSeal {

    private record VaultSettings(Path store, String password) {}

    private static final String SANDBOX_PASSWORD = "not-a-secret-in-the-sandbox";

    /** As in the server's configuration, where one that is off is -1. */
    private static final String HTTPS_PORT = "9443";

    @Inject Settings settings;
    @Inject NodeMode mode;
    @Inject SecureRandom random;

    @Produces
    @Singleton
    NodeKeys keys() {
        var vault = read();
        return NodeKeys.open(vault.store(), vault.password().toCharArray(), random);
    }

    /** Of what never changes while the database is in use: the log's key and the subject index. */
    @Override
    public String fingerprint(boolean mayCreate) {
        var vault = read();
        var password = vault.password().toCharArray();
        var keys =
                mayCreate
                        ? NodeKeys.openOrCreate(vault.store(), password, random)
                        : NodeKeys.open(vault.store(), password, random);
        var material = new ByteArrayOutputStream();
        material.writeBytes(
                keys.log().verificationKey().thumbprint().getBytes(StandardCharsets.US_ASCII));
        material.writeBytes(keys.subjectIndex().digest("fingerprint"));
        return Base64Url.encode(Digests.sha256(material.toByteArray()));
    }

    private VaultSettings read() {
        return settings.read(
                from -> {
                    requireTlsPassword(from);
                    return new VaultSettings(
                            from.path(
                                    "comity.keys.store",
                                    from.path("comity.data", Path.of("data")).resolve("keys.p12")),
                            // The sandbox keeps no secret: its entities' keys lie open beside.
                            mode == NodeMode.SANDBOX
                                    ? from.text("comity.keys.password", SANDBOX_PASSWORD)
                                    : from.text("comity.keys.password"));
                });
    }

    /**
     * The server itself opens the certificate's store, and where it cannot goes on without HTTPS:
     * with no password a production node would listen nowhere.
     */
    private void requireTlsPassword(Settings.Reader from) {
        if (mode != NodeMode.SANDBOX && !from.text("comity.https.port", HTTPS_PORT).equals("-1")) {
            from.text("comity.tls.password");
        }
    }
}
