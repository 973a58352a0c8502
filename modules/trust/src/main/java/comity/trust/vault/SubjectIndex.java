package comity.trust.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Digests by which subjects are found, keyed (HMAC-SHA-256) so that a stolen index cannot be
 * searched by guessing numbers and birth dates.
 */
public final class SubjectIndex {

    private final SecretKey key;

    SubjectIndex(SecretKey key) {
        this.key = key;
    }

    /** The digest of a text: 32 octets, the same for ever under the same vault. */
    public byte[] digest(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
