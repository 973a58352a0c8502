package comity.exchange;

import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.StatusPlace;
import java.util.UUID;

/**
 * A record that was verified and may be published.
 *
 * @param sdJwt as issued, with all disclosures
 * @param digest base64url SHA-256 of the issuer-signed JWT, without its disclosures
 * @param place in one of the issuer's status lists
 */
record Publication(
        UUID id, String issuer, RecordType type, SdJwt sdJwt, String digest, StatusPlace place) {

    /** The thumbprint of the key that signed it. */
    String key() {
        return sdJwt.key().thumbprint();
    }
}
