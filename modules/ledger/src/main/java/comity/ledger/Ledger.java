package comity.ledger;

import comity.kernel.Ids;
import comity.kernel.persistence.AfterCommit;
import comity.kernel.persistence.Statements;
import comity.trust.Base64Url;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** The append-only log, as the other modules use it. */
public final class Ledger {

    private final Statements statements;
    private final AfterCommit afterCommit;
    private final Runnable wake;
    private final Log log;
    private final Growth growth;
    private final Ids ids;
    private final SecureRandom random;
    private final Duration maxMergeDelay;

    /**
     * @param wake tells this node's sequencer that there is something to do; cheap, any thread
     */
    public Ledger(
            EntityManager database,
            AfterCommit afterCommit,
            Runnable wake,
            Log log,
            Ids ids,
            SecureRandom random,
            Duration maxMergeDelay) {
        this.statements = Statements.inTransaction(database);
        this.afterCommit = afterCommit;
        this.wake = wake;
        this.log = log;
        this.growth = new Growth(log::size);
        this.ids = ids;
        this.random = random;
        this.maxMergeDelay = maxMergeDelay;
    }

    /**
     * Appends an entry in the caller's transaction: one row, written at its end, nothing read,
     * nothing locked. It is in the log if and when the transaction commits.
     *
     * @throws IllegalStateException outside the work of {@link
     *     comity.kernel.persistence.Transactions}
     * @throws IllegalArgumentException if the entry is beyond 65,535 octets
     */
    public Appended append(Entry entry) {
        var leaf = Leaf.of(entry, random);
        var includeBy = entry.at().plus(maxMergeDelay);
        statements.atTheEnd(
                "insert into ledger_pending (id, leaf_hash, leaf, include_by) values (?, ?, ?, ?)",
                ids.next(),
                leaf.hash(),
                leaf.bytes(),
                includeBy);
        afterCommit.run(wake);
        return new Appended(leaf, includeBy);
    }

    /** The offline proof (C2SP tlog-proof) that a leaf is in the log; empty while it is pending. */
    public Optional<String> proof(byte[] leafHash) {
        return log.proof(leafHash);
    }

    /**
     * The same, waited for. Not to be called inside the transaction that appended the leaf.
     *
     * @param waiter for whom: the code of an entity, or an address; nobody takes more than a share
     *     of the places
     * @param patience at most {@link Growth#LONGEST_WAIT} are waited, and not at all when too many
     *     wait already
     */
    public Optional<String> awaitProof(String waiter, byte[] leafHash, Duration patience) {
        return growth.await(waiter, () -> log.proof(leafHash), patience);
    }

    /** The same where it is not known for whom: a share is of those who wait for the same leaf. */
    public Optional<String> awaitProof(byte[] leafHash, Duration patience) {
        return awaitProof(Base64Url.encode(leafHash), leafHash, patience);
    }

    /** The published log itself. */
    public Log log() {
        return log;
    }

    /** What receipts promise. */
    public Duration maxMergeDelay() {
        return maxMergeDelay;
    }
}
