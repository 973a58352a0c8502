package comity.console;

import comity.kernel.Ids;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.KeptKeys;
import comity.parties.KeyUse;
import comity.trust.Jws;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs entities' acts with the keys that the node keeps for them. Joins the caller's transaction.
 */
final class ActSigner {

    /** The type of an act's JWS (docs/protocol.md, section 8). */
    private static final String ACT = "comity-act+jwt";

    private final KeptKeys keptKeys;
    private final InstantSource clock;
    private final Ids ids;

    ActSigner(KeptKeys keptKeys, InstantSource clock, Ids ids) {
        this.keptKeys = keptKeys;
        this.clock = clock;
        this.ids = ids;
    }

    /** The thumbprint of the key that would sign; empty if the node keeps none. */
    Optional<String> thumbprint(String entity) {
        return keptKeys.thumbprint(entity, KeyUse.AGREEMENT, clock.instant());
    }

    /**
     * Signs.
     *
     * @param act without {@code entity}, {@code iat} and {@code jti}, which are added
     * @return the compact JWS
     * @throws Problem {@link KernelProblem#NOT_FOUND} if the node keeps no such key
     */
    String sign(String entity, ObjectNode act) {
        var at = clock.instant();
        var key =
                keptKeys.key(entity, KeyUse.AGREEMENT, at)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                KernelProblem.NOT_FOUND,
                                                "The node keeps no key to sign with."));
        act.put("entity", entity);
        act.put("iat", at.getEpochSecond());
        act.put("jti", ids.next().toString());
        return Jws.sign(key, ACT, act);
    }
}
