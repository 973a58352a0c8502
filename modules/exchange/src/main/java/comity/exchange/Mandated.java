package comity.exchange;

import comity.agreements.MandatedAct;
import comity.agreements.Mandates;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.parties.Answer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who acts for whom: nobody for another without a mandate that covers it as the transaction sees
 * it, so that a revocation counts on the next request. Source: docs/protocol.md, section 8.
 */
public final class Mandated {

    /** In the place of a record type's name, of calls that are about none. */
    static final String ANY_TYPE = "";

    /** What a kept answer needs its mandate to cover still. */
    private static final String KEPT = "underMandate";

    private final Mandates mandates;
    private final InstantSource clock;

    Mandated(Mandates mandates, InstantSource clock) {
        this.mandates = mandates;
        this.clock = clock;
    }

    /** The client that a body names in {@code onBehalfOf}. */
    static Optional<String> client(JsonNode body) {
        return Optional.ofNullable(body.get("onBehalfOf")).map(JsonNode::stringValue);
    }

    /**
     * @param type the record type's name
     * @throws Problem {@link ExchangeProblem#MANDATE_MISSING} if a client is named, and no mandate
     *     covers it
     */
    Acting acting(String caller, Optional<String> client, MandatedAct act, String type) {
        return covered(caller, client, act, type).orElseThrow(Mandated::missing);
    }

    /** For whom the call is made; empty if no mandate covers it. */
    Optional<Acting> covered(String caller, Optional<String> client, MandatedAct act, String type) {
        if (isOwn(caller, client)) {
            return Optional.of(Acting.own(caller));
        }
        var entity = client.orElseThrow();
        return mandates.covering(caller, entity, act, type, Times.now(clock))
                .map(mandate -> Acting.through(entity, caller, mandate));
    }

    /** Whether one mandate, named by its id, covers it. */
    boolean covers(UUID mandate, String caller, String client, MandatedAct act, String type) {
        return mandates.covers(mandate, caller, client, act, type, Times.now(clock));
    }

    /**
     * Before anything of the client's is looked for: so the answer depends on the mandates alone,
     * and tells nothing of what the client has.
     *
     * @return the record types to which the caller is bound; empty if it acts for itself
     * @throws Problem {@link ExchangeProblem#MANDATE_MISSING} if the client has not mandated the
     *     caller to do this with any record type
     */
    public Optional<Set<String>> types(String caller, Optional<String> client, MandatedAct act) {
        if (isOwn(caller, client)) {
            return Optional.empty();
        }
        var types = mandates.types(caller, client.orElseThrow(), act, Times.now(clock));
        if (types.isEmpty()) {
            throw missing();
        }
        return Optional.of(types);
    }

    /** What shows that a centre was let act: the mandate's terms and the client's signed grant. */
    ObjectNode deed(Acting.Through through) {
        return mandates.deed(through.mandate());
    }

    static boolean isOwn(String caller, Optional<String> client) {
        return client.isEmpty() || client.get().equals(caller);
    }

    private static Problem missing() {
        return Problem.of(ExchangeProblem.MANDATE_MISSING, "No mandate covers this.")
                .at("/onBehalfOf", "has not mandated the caller");
    }

    /** An answer to a centre, which a retry gets while a mandate covers it only. */
    static Answer keep(Answer answer, Acting acting, MandatedAct act, String type) {
        return acting.through()
                .map(through -> keep(answer, acting.entity(), act, type))
                .orElse(answer);
    }

    static Answer keep(Answer answer, String client, MandatedAct act, String type) {
        var kept = answer.kept().deepCopy();
        kept.putObject(KEPT).put("client", client).put("act", act.code()).put("type", type);
        return answer.keeping(kept);
    }

    /**
     * What a retry is answered: the kept answer.
     *
     * @throws Problem {@link ExchangeProblem#MANDATE_MISSING} if it was given under a mandate, and
     *     none covers it any more
     */
    public Answer again(String caller, Answer kept) {
        var under = kept.body().get(KEPT);
        if (under == null) {
            return kept;
        }
        var client = Optional.of(under.get("client").stringValue());
        var act = MandatedAct.of(under.get("act").stringValue()).orElseThrow();
        var types = types(caller, client, act).orElse(Set.of());
        var type = under.get("type").stringValue();
        if (!type.equals(ANY_TYPE) && !types.contains(type)) {
            throw missing();
        }
        var body = kept.body().deepCopy();
        body.remove(KEPT);
        return kept.answering(body);
    }
}
