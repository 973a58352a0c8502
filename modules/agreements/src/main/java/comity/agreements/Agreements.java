package comity.agreements;

import comity.kernel.Page;
import comity.kernel.Problem;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door: drafts, acts on them, and what is in force. Every method joins the caller's
 * transaction, which must have begun.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Agreements {

    /**
     * Drafts an agreement on terms, version 1.
     *
     * @param entity the code of the party that drafts
     * @return {@code id}, {@code version}, {@code termsDigest}
     * @throws Problem if the terms break their schema or the rules of docs/protocol.md, section 8,
     *     or do not name the entity as a party
     */
    public ObjectNode draft(String entity, JsonNode terms) {
        throw new UnsupportedOperationException("comes with the next commit");
    }

    /**
     * Accepts a party's signed act.
     *
     * @param entity the code of the entity that hands it in, which must be the one that acts
     * @param act compact JWS, {@code typ} {@code comity-act+jwt}
     * @return the agreement's state, {@code receipt}, {@code entry}, {@code opening}
     * @throws Problem if the act is not valid, or not to be had yet
     */
    public ObjectNode act(String entity, AgreementId agreement, String act) {
        throw new UnsupportedOperationException("comes with the next commit");
    }

    /** The entity's own agreements, the oldest first, after a cursor. */
    public Page<ObjectNode> list(String entity, Optional<String> after) {
        throw new UnsupportedOperationException("comes with the next commit");
    }

    /**
     * One of the entity's own agreements, whole.
     *
     * @throws Problem {@code not-found} alike if there is none and if it is another's
     */
    public ObjectNode agreement(String entity, AgreementId agreement) {
        throw new UnsupportedOperationException("comes with the next commit");
    }

    /**
     * What is in force, as of the epoch read in the caller's transaction: every act takes effect on
     * the next request, on every node. Costs one small query while nothing changes.
     */
    public InForce inForce() {
        throw new UnsupportedOperationException("comes with the next commit");
    }
}
