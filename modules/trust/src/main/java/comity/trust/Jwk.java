package comity.trust;

import tools.jackson.databind.JsonNode;

/** Reads the members of a JWK (RFC 7517, RFC 7518 section 6.2, RFC 8037 section 2). */
final class Jwk {

    private Jwk() {}

    /**
     * The public part, once the JWK is seen to allow the operation ({@code verify}, {@code sign}).
     */
    static VerificationKey verificationKey(JsonNode jwk, String operation) {
        var algorithm = algorithm(jwk);
        requireMeantFor(jwk, algorithm, operation);
        if (algorithm == Algorithm.ED25519) {
            return VerificationKey.ofRaw(algorithm, octets(jwk, "x"));
        }
        var raw = new byte[65];
        raw[0] = 4;
        System.arraycopy(octets(jwk, "x"), 0, raw, 1, 32);
        System.arraycopy(octets(jwk, "y"), 0, raw, 33, 32);
        return VerificationKey.ofRaw(algorithm, raw);
    }

    /** A member of exactly 32 octets. */
    static byte[] octets(JsonNode jwk, String member) {
        var octets = Base64Url.decode(text(jwk, member));
        if (octets.length != 32) {
            throw new TrustException("key-invalid", "A member of the JWK has not 32 octets.");
        }
        return octets;
    }

    private static Algorithm algorithm(JsonNode jwk) {
        var type = text(jwk, "kty") + "/" + text(jwk, "crv");
        return switch (type) {
            case "OKP/Ed25519" -> Algorithm.ED25519;
            case "EC/P-256" -> Algorithm.ES256;
            default ->
                    throw new TrustException(
                            "key-unsupported", "A key is OKP on Ed25519 or EC on P-256.");
        };
    }

    private static void requireMeantFor(JsonNode jwk, Algorithm algorithm, String operation) {
        if (jwk.has("use") && !text(jwk, "use").equals("sig")) {
            throw notForThis();
        }
        if (jwk.has("alg") && !algorithm.isNamed(text(jwk, "alg"))) {
            throw notForThis();
        }
        var operations = jwk.get("key_ops");
        if (operations != null
                && (!operations.isArray()
                        || operations.values().stream()
                                .noneMatch(
                                        each ->
                                                each.isString()
                                                        && each.stringValue().equals(operation)))) {
            throw notForThis();
        }
    }

    private static String text(JsonNode jwk, String member) {
        var value = jwk.get(member);
        if (value == null || !value.isString()) {
            throw new TrustException("key-invalid", "The JWK lacks the member '" + member + "'.");
        }
        return value.stringValue();
    }

    private static TrustException notForThis() {
        return new TrustException("key-not-for-this", "The JWK is not for this operation.");
    }
}
