package comity.trust;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Proves at start that the chosen provider verifies a published signature of each algorithm,
 * refuses it once altered, and verifies what it signs itself. A provider that fails must not serve.
 */
final class SelfCheck {

    private SelfCheck() {}

    static void run() {
        // RFC 8032, section 7.1, TEST 2.
        check(
                Algorithm.ED25519,
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                new byte[] {0x72},
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        // RFC 6979, section A.2.5, SHA-256, message "sample".
        check(
                Algorithm.ES256,
                "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
                "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
                "sample".getBytes(StandardCharsets.US_ASCII),
                "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                        + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    }

    private static void check(
            Algorithm algorithm, String secret, String raw, byte[] message, String signature) {
        var hex = HexFormat.of();
        var key = SigningKey.ofSecret(algorithm, hex.parseHex(secret));
        var expected = VerificationKey.ofRaw(algorithm, hex.parseHex(raw));
        var altered = hex.parseHex(signature);
        altered[63] ^= 1;
        require(key.verificationKey().equals(expected), algorithm);
        require(expected.verifies(message, hex.parseHex(signature)), algorithm);
        require(!expected.verifies(message, altered), algorithm);
        require(expected.verifies(message, key.sign(message)), algorithm);
    }

    private static void require(boolean passed, Algorithm algorithm) {
        if (!passed) {
            throw new IllegalStateException(
                    "The crypto provider fails its self-check of "
                            + algorithm
                            + ": choose another with the system property "
                            + Crypto.PROPERTY
                            + ".");
        }
    }
}
