package comity.exchange;

import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.StatusPlace;
import java.util.UUID;

/**
 * A record that was verified and may be published.
 *
 * @param acting whose record it is, and which centre signed it for it
 * @param sdJwt as issued, with all disclosures
 * @param digest base64url SHA-256 of the issuer-signed JWT, without its disclosures
 * @param place in one of the issuer's status lists
 */
record Publication(
        UUID id, Acting acting, RecordType type, SdJwt sdJwt, String digest, StatusPlace place) {

    /** The code of the entity whose record it is. */
    String issuer() {
        return acting.entity();
    }

    /** The thumbprint of the key that signed it. */
    String key() {
        return sdJwt.key().thumbprint();
    }
}
