package comity.exchange;

import comity.agreements.MandatedAct;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
import comity.kernel.Problem;
import comity.parties.KeptKeys;
import comity.parties.KeyUse;
import comity.parties.Parties;
import comity.schema.Annotated;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs content for an entity whose record key the node keeps: {@code {"type", "content"}} becomes
 * the SD-JWT that the entity would have sent, and is verified as if it had. Source:
 * docs/protocol.md, section 3.
 */
final class NodeSigning {

    /** As a record that is sent may have at most: the schema {@code record-publication}. */
    private static final int LONGEST = 65_536;

    private final RecordTypes types;
    private final Parties parties;
    private final KeptKeys keptKeys;
    private final StatusLists statusLists;
    private final Mandated mandated;
    private final Ids ids;
    private final SecureRandom random;

    NodeSigning(
            RecordTypes types,
            Parties parties,
            KeptKeys keptKeys,
            StatusLists statusLists,
            Mandated mandated,
            Ids ids,
            SecureRandom random) {
        this.types = types;
        this.parties = parties;
        this.keptKeys = keptKeys;
        this.statusLists = statusLists;
        this.mandated = mandated;
        this.ids = ids;
        this.random = random;
    }

    /**
     * The signed record, with a status place of the issuer's.
     *
     * @param caller who publishes, and whose key signs
     * @param client whose record it is, if another's
     * @throws Problem {@link ExchangeProblem#NODE_KEY_ABSENT}, {@link
     *     ExchangeProblem#UNKNOWN_TYPE}, {@link ExchangeProblem#MANDATE_MISSING}, {@link
     *     ExchangeProblem#RECORD_INVALID}
     */
    String sign(String caller, Optional<String> client, JsonNode body, Instant at) {
        var key =
                keptKeys.key(caller, KeyUse.RECORD, at)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ExchangeProblem.NODE_KEY_ABSENT,
                                                        "The node keeps no record key for this entity.")
                                                .at("", "lacks the member sdJwt"));
        var type =
                types.named(body.required("type").stringValue())
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ExchangeProblem.UNKNOWN_TYPE,
                                                        "The type is not one of this node.")
                                                .at("/type", "names no record type"));
        var acting = mandated.acting(caller, client, MandatedAct.PUBLISH, type.schema().name());
        var content = (ObjectNode) body.required("content");
        // Before a place is reserved, which locks the entity's status list.
        Publications.requireContent(type, content);
        return issued(key, claims(acting, type, at), content, type);
    }

    private RecordClaims claims(Acting acting, RecordType type, Instant at) {
        return new RecordClaims(
                identifier(acting.entity()),
                ids.next(),
                at.truncatedTo(ChronoUnit.SECONDS),
                Optional.empty(),
                Optional.empty(),
                type.schema().urn(),
                statusLists.reserve(acting.entity(), 1).get(0),
                acting.through()
                        .map(
                                through ->
                                        new RecordClaims.Act(
                                                identifier(through.centre()),
                                                through.mandate().toString())));
    }

    private String identifier(String entity) {
        return parties.entity(entity).orElseThrow().identifier().toString();
    }

    private String issued(
            SigningKey key, RecordClaims claims, ObjectNode content, RecordType type) {
        var own = type.schema().annotated().stream().map(Annotated::pattern).toList();
        try {
            var compact = SdJwt.issue(key, claims, content, Pointers.of(own), random).compact();
            if (compact.length() <= LONGEST) {
                return compact;
            }
        } catch (TrustException broken) {
            throw Problem.of(ExchangeProblem.RECORD_INVALID, broken.sentence())
                    .at("/content", broken.reason());
        }
        throw Problem.of(
                        ExchangeProblem.RECORD_INVALID,
                        "Signed, the record would be longer than 65,536 characters.")
                .at("/content", "is too long");
    }
}
