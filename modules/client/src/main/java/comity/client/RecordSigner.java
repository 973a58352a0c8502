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
        var claims =
                new RecordClaims(
                        keys.identifier(),
                        ids.next(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        Optional.empty(),
                        draft.expiresAt().map(end -> end.truncatedTo(ChronoUnit.SECONDS)),
                        draft.urn(),
                        new StatusPlace(place.uri(), Math.toIntExact(place.idx())),
                        Optional.empty());
        var own = Pointers.of(Sensitivity.disclosures(schema, draft.content()));
        return SdJwt.issue(keys.key(KeyUse.RECORD), claims, draft.content(), own, random).compact();
    }
}
