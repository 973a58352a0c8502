package comity.ledger;

import comity.trust.SigningKey;
import comity.trust.merkle.Merkle;
import comity.trust.note.Checkpoint;
import comity.trust.note.NoteSigner;
import java.time.Instant;
import java.util.List;

/**
 * Signs checkpoints (C2SP tlog-checkpoint): by the log's key, which signs nothing else, and, with
 * the time, by a second one (C2SP tlog-cosignature, {@code cosignature/v1}).
 */
public final class LogSigner {

    private final String origin;
    private final NoteSigner log;
    private final NoteSigner cosigner;

    /** Two Ed25519 keys of the node. */
    public LogSigner(String origin, SigningKey log, SigningKey cosignature) {
        this.origin = origin;
        this.log = NoteSigner.ed25519(origin, log);
        this.cosigner = NoteSigner.cosigner(origin + "/cosigner", cosignature);
    }

    /** The verifier keys (C2SP signed-note vkeys) to publish: the log's, then the cosigner's. */
    public List<String> verifierKeys() {
        return List.of(log.verifierKey().vkey(), cosigner.verifierKey().vkey());
    }

    /** The signed text. */
    String sign(long size, byte[] root, Instant at) {
        if (root.length != Merkle.HASH_BYTES) {
            throw new IllegalArgumentException("a root has 32 octets");
        }
        var note = Checkpoint.of(origin, size, root).note();
        return cosigner.sign(log.sign(note, at), at).toString();
    }
}
