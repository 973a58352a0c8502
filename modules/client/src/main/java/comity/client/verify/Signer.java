package comity.client.verify;

import comity.client.wire.ReceivedRecord;
import comity.trust.VerificationKey;
import comity.trust.sdjwt.SdJwt;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who signed a record: its issuer, or the centre that published it under the issuer's mandate, as
 * the publication's entry says.
 *
 * @param code of the entity
 * @param entity its identifier and keys
 * @param mandate the id of the mandate; empty if the issuer signed itself
 */
record Signer(String code, Evidence.Issuer entity, Optional<String> mandate) {

    /** Empty if the evidence lacks the entity. */
    static Optional<Signer> of(
            String issuer, ReceivedRecord.Publication publication, Evidence evidence) {
        var centre = centre(publication);
        var code = centre.orElse(issuer);
        var mandate = centre.map(any -> opened(publication, "mandate"));
        return Optional.ofNullable(evidence.issuers().get(code))
                .map(entity -> new Signer(code, entity, mandate));
    }

    /** The code of the centre that a publication names. */
    static Optional<String> centre(ReceivedRecord.Publication publication) {
        return publication.opening().has("centre")
                ? Optional.of(opened(publication, "centre"))
                : Optional.empty();
    }

    private static String opened(ReceivedRecord.Publication publication, String member) {
        return LogEntry.of(publication.entry()).opened(member, publication.opening()).asString("");
    }

    /** The record, once its signature and digests verify under one of the signer's keys. */
    SdJwt verified(String sdJwt) {
        var keys = keys();
        return SdJwt.verify(sdJwt, kid -> Optional.ofNullable(keys.get(kid)));
    }

    private Map<String, VerificationKey> keys() {
        return keys(entity);
    }

    static Map<String, VerificationKey> keys(Evidence.Issuer entity) {
        Map<String, VerificationKey> keys = new HashMap<>();
        for (var jwk : entity.jwks().path("keys")) {
            var key = VerificationKey.ofJwk(jwk);
            keys.put(key.thumbprint(), key);
        }
        return keys;
    }

    /** Whether a record says of itself who signed it, truly. */
    boolean isNamedBy(SdJwt record) {
        var act = record.claims().act();
        return mandate.map(
                        id ->
                                act.filter(each -> each.centre().equals(entity.identifier()))
                                        .filter(each -> each.mandate().equals(id))
                                        .isPresent())
                .orElse(act.isEmpty());
    }
}
