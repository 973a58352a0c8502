package comity.parties;

import java.time.Instant;

/**
 * Where changes of keys are logged, in the current transaction. Two implementations: the ledger,
 * and none, for a directory that only reads.
 */
@FunctionalInterface
public interface KeyLog {

    /** Logs what is true of the key from now on; answers the leaf hash of the entry, base64url. */
    String append(RegisteredKey key, Instant at);
}
