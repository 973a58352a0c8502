package comity.parties;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Carries out signed calls: one transaction holds the work and the nonce that it spends, so that
 * neither is there without the other, and a retry does nothing twice. Source: docs/protocol.md,
 * section 2.
 */
public final class Calls {

    /**
     * Carries out a call in one transaction.
     *
     * @param work joins the transaction; may run again after a serialisation failure. What it
     *     throws rolls everything back but the nonce
     * @return what the work answered, or what it answered the first time
     */
    public Answer perform(Caller caller, Supplier<Answer> work) {
        return perform(caller, work, UnaryOperator.identity());
    }

    /**
     * Carries out a call whose stored answer is completed for a retry.
     *
     * @param again turns the stored answer into one for now, in a transaction: with disclosed
     *     content where terms, consent, retention and status still allow it
     */
    public Answer perform(Caller caller, Supplier<Answer> work, UnaryOperator<Answer> again) {
        throw new UnsupportedOperationException("soon");
    }

    /** Stores the nonce alone, for a call that is no transaction, such as one that waits. */
    public void settle(Caller caller) {
        throw new UnsupportedOperationException("soon");
    }

    /** Erases the stored answers of an entity's calls that refer to a record or an exchange. */
    public int erase(String entity, UUID reference) {
        throw new UnsupportedOperationException("soon");
    }
}
