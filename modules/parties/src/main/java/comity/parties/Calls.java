package comity.parties;

import comity.kernel.Problem;
import comity.kernel.Times;
import comity.kernel.persistence.DatabaseFailure;
import comity.kernel.persistence.Transactions;
import comity.parties.Credentials.Credential;
import comity.parties.Credentials.Earlier;
import comity.trust.Digests;
import comity.trust.vault.Envelope;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Carries out signed calls: one transaction holds the work, the nonce that it spends and the answer
 * for a retry, so that none is there without the others, and a retry does nothing twice. Source:
 * docs/protocol.md, section 2.
 */
public final class Calls {

    /** "The nonce is stored … until created + 330 s": as long as its signature is acceptable. */
    static final Duration NONCE_KEPT = Duration.ofSeconds(330);

    /** How long the same Idempotency-Key gets the same answer. */
    static final Duration ANSWER_KEPT = Duration.ofHours(24);

    private record Flight(String entity, String idempotencyKey) {}

    private final Transactions transactions;
    private final InstantSource clock;
    private final Credentials credentials;
    private final StoredCalls stored;

    private record Nonce(String thumbprint, String value) {

        static Nonce of(Caller caller) {
            return new Nonce(caller.thumbprint(), caller.nonce());
        }
    }

    /**
     * The nonces of the calls that run on this node now: a copy of one, sent by whoever saw it
     * pass, spends none of them before its call does, which would be refused then.
     */
    private final Map<Nonce, Caller> spending = new ConcurrentHashMap<>();

    /** What runs on this node now. On another, the second waits for the first's row. */
    private final Set<Flight> inFlight = ConcurrentHashMap.newKeySet();

    /**
     * @param database for what is read before the call's transaction
     */
    public Calls(
            DataSource database,
            EntityManager entityManager,
            Transactions transactions,
            InstantSource clock,
            Envelope envelope) {
        this.transactions = transactions;
        this.clock = clock;
        this.credentials = new Credentials(database);
        this.stored = new StoredCalls(entityManager, envelope);
    }

    /**
     * Carries out a call in one transaction.
     *
     * @param work joins the transaction; may run again after a conflict, so that it has no effect
     *     outside the database. What it throws rolls everything back but the nonce
     * @return what the work answered, or what it answered the first time
     */
    public Answer perform(Caller caller, Supplier<Answer> work) {
        return perform(caller, work, UnaryOperator.identity());
    }

    /**
     * Carries out a call whose kept answer is completed for a retry.
     *
     * @param again makes an answer for now of the kept one, in a transaction: with disclosed
     *     content where terms, consent, retention and status still allow it
     */
    public Answer perform(Caller caller, Supplier<Answer> work, UnaryOperator<Answer> again) {
        caller.perform();
        if (spending.putIfAbsent(Nonce.of(caller), caller) != null) {
            throw replayed();
        }
        try {
            return performed(caller, work, again);
        } finally {
            spending.remove(Nonce.of(caller));
        }
    }

    private Answer performed(Caller caller, Supplier<Answer> work, UnaryOperator<Answer> again) {
        if (caller.idempotencyKey().isEmpty()) {
            return once(caller, work, again);
        }
        var earlier = caller.earlier().filter(this::isKept);
        if (earlier.isPresent()) {
            return replay(caller, earlier.get(), again);
        }
        var flight = new Flight(caller.entity(), caller.idempotencyKey().get());
        if (!inFlight.add(flight)) {
            settle(caller);
            throw Problem.of(
                            PartiesProblem.REQUEST_IN_PROGRESS,
                            "A request with this Idempotency-Key has not finished.")
                    .withHeader("Retry-After", "1");
        }
        try {
            return once(caller, work, again);
        } finally {
            inFlight.remove(flight);
        }
    }

    /**
     * Stores the nonce alone, for a call that is no transaction of its own, such as one that waits.
     *
     * @throws Problem {@link PartiesProblem#NONCE_REPLAYED}
     */
    public void settle(Caller caller) {
        if (caller.isSettled()) {
            return;
        }
        var runs = spending.get(Nonce.of(caller));
        if (runs != null && runs != caller) {
            throw replayed();
        }
        try {
            transactions.requiresNew(
                    () -> {
                        stored.insertNonce(caller);
                        return caller;
                    });
        } catch (RuntimeException failure) {
            throw DatabaseFailure.isDuplicate(failure) ? replayed() : failure;
        }
        caller.markSettled();
    }

    /**
     * Erases, in the current transaction, the kept answers of an entity's calls that refer to a
     * record or an exchange. A retry is told so.
     *
     * @return how many
     */
    public int erase(String entity, UUID reference) {
        return stored.erase(entity, reference);
    }

    /**
     * Deletes what is no longer needed, in a transaction of its own.
     *
     * @param most how many at most
     * @return how many
     */
    public int purge(int most) {
        return transactions.requiresNew(() -> stored.purge(Times.now(clock), most));
    }

    private Answer once(Caller caller, Supplier<Answer> work, UnaryOperator<Answer> again) {
        try {
            var answer =
                    transactions.requiresNew(
                            () -> {
                                var done = work.get();
                                // Last, so that its lock on the nonce is short.
                                insert(caller, done);
                                return done;
                            });
            caller.markSettled();
            return answer;
        } catch (Problem refused) {
            var earlier = earlierNow(caller);
            if (earlier.isPresent()) {
                // The first request was carried out meanwhile: what refuses this one is its effect.
                return replay(caller, earlier.get(), again);
            }
            settle(caller);
            throw refused;
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isDuplicate(failure)) {
                return afterDuplicate(caller, again, failure);
            }
            settleQuietly(caller, failure);
            throw failure;
        }
    }

    private void insert(Caller caller, Answer answer) {
        if (caller.idempotencyKey().isEmpty()) {
            stored.insertNonce(caller);
            return;
        }
        var now = Times.now(clock);
        if (caller.earlier().isPresent()) {
            // Kept longer than promised, because nothing has purged it yet.
            stored.deleteExpired(caller.entity(), caller.idempotencyKey().get(), now);
        }
        stored.insert(caller, answer, now.plus(ANSWER_KEPT));
    }

    private Optional<Earlier> earlierNow(Caller caller) {
        return caller.idempotencyKey().isEmpty()
                ? Optional.empty()
                : credentials
                        .find(caller.thumbprint(), caller.nonce(), caller.idempotencyKey())
                        .flatMap(Credential::earlier)
                        .filter(this::isKept);
    }

    /** Another request was first with the nonce or with the idempotency key: see which. */
    private Answer afterDuplicate(
            Caller caller, UnaryOperator<Answer> again, RuntimeException failure) {
        var found =
                credentials
                        .find(caller.thumbprint(), caller.nonce(), caller.idempotencyKey())
                        .orElseThrow(() -> failure);
        if (found.nonceSpent()) {
            throw replayed();
        }
        var earlier = found.earlier().filter(this::isKept);
        if (earlier.isEmpty()) {
            // A duplicate in the work's own tables, which the work should have foreseen.
            settleQuietly(caller, failure);
            throw failure;
        }
        return replay(caller, earlier.get(), again);
    }

    private Answer replay(Caller caller, Earlier earlier, UnaryOperator<Answer> again) {
        if (!Digests.equal(earlier.requestDigest(), caller.requestDigest())) {
            settle(caller);
            throw Problem.of(
                    PartiesProblem.IDEMPOTENCY_KEY_REUSED,
                    "The Idempotency-Key belongs to a request with another method, path or"
                            + " content.");
        }
        var kept = stored.open(caller, earlier);
        if (kept.isEmpty()) {
            settle(caller);
            throw Problem.of(
                    PartiesProblem.ANSWER_ERASED,
                    "The request was carried out; its answer is erased.");
        }
        try {
            var answer =
                    transactions.requiresNew(
                            () -> {
                                var completed = again.apply(kept.get());
                                stored.insertNonce(caller);
                                return completed;
                            });
            caller.markSettled();
            return answer;
        } catch (Problem refused) {
            settle(caller);
            throw refused;
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isDuplicate(failure)) {
                throw replayed();
            }
            settleQuietly(caller, failure);
            throw failure;
        }
    }

    private boolean isKept(Earlier earlier) {
        return clock.instant().isBefore(earlier.expiresAt());
    }

    /** The failure is what to tell; the nonce's is beside it. */
    private void settleQuietly(Caller caller, RuntimeException failure) {
        try {
            settle(caller);
        } catch (RuntimeException alsoThis) {
            failure.addSuppressed(alsoThis);
        }
    }

    private static Problem replayed() {
        return Problem.of(PartiesProblem.NONCE_REPLAYED, "The nonce was used before.");
    }
}
