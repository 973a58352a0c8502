package comity.ledger;

import comity.trust.Digests;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Salts that are the same every time: SHA-256 over a counter. For examples only. */
final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private int drawn;

    @Override
    public void nextBytes(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += 32) {
            var text = "comity protocol example: salt " + drawn++;
            var octets = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
            System.arraycopy(octets, 0, bytes, at, Math.min(32, bytes.length - at));
        }
    }
}
