package comity.client;

import comity.client.wire.Place;
import comity.kernel.Ids;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.StatusPlace;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Signs records where they originate, so that no node has to be trusted with the issuer's word. */
final class RecordSigner {

    private final EntityKeys keys;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random;

    RecordSigner(EntityKeys keys, Ids ids, InstantSource clock, SecureRandom random) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /** The SD-JWT of a draft. Source: docs/protocol.md, section 3. */
    String sign(RecordDraft draft, JsonNode schema, Place place) {
        return sign(keys.identifier(), Optional.empty(), draft, schema, place);
    }

    /** The SD-JWT of a client's draft, signed by its centre: it says so itself. */
    String signFor(String client, String mandate, RecordDraft draft, JsonNode schema, Place place) {
        var act = new RecordClaims.Act(keys.identifier(), mandate);
        return sign(client, Optional.of(act), draft, schema, place);
    }

    private String sign(
            String issuer,
            Optional<RecordClaims.Act> act,
            RecordDraft draft,
            JsonNode schema,
            Place place) {
        var claims =
                new RecordClaims(
                        issuer,
                        ids.next(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        Optional.empty(),
                        draft.expiresAt().map(end -> end.truncatedTo(ChronoUnit.SECONDS)),
                        draft.urn(),
                        new StatusPlace(place.uri(), Math.toIntExact(place.idx())),
                        act);
        var own = Pointers.of(Sensitivity.disclosures(schema, draft.content()));
        return SdJwt.issue(keys.key(KeyUse.RECORD), claims, draft.content(), own, random).compact();
    }
}
