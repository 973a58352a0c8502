package comity.trust;

/** The signature algorithms of the protocol. A key has exactly one, and the key decides. */
public enum Algorithm {
    /** Ed25519 (RFC 8032). */
    ED25519("Ed25519", "ed25519"),

    /** ECDSA with P-256 and SHA-256, signature as r and s of 32 octets each (RFC 7518, 3.4). */
    ES256("ES256", "ecdsa-p256-sha256");

    private final String joseName;
    private final String httpName;

    Algorithm(String joseName, String httpName) {
        this.joseName = joseName;
        this.httpName = httpName;
    }

    /** The {@code alg} of a JWS header, fully specified as in RFC 9864. */
    public String joseName() {
        return joseName;
    }

    /** The name in RFC 9421's registry. */
    public String httpName() {
        return httpName;
    }

    /** Whether a JWS header's {@code alg} means this: RFC 8037's {@code EdDSA} still does. */
    public boolean isNamed(String alg) {
        return alg.equals(joseName) || (this == ED25519 && alg.equals("EdDSA"));
    }
}
