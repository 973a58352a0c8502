package comity.client;

import java.util.List;

/**
 * An act of a party on an agreement, before it is signed. Source: docs/protocol.md, section 8.
 *
 * @param agreement its id
 * @param version of the text
 * @param termsDigest base64url SHA-256 of the terms' JCS form, which the signatory has computed
 *     from the terms it has read
 * @param act {@code sign} and others
 * @param signatory who signs for the entity
 * @param reservations that narrow
 */
public record ActDraft(
        String agreement,
        long version,
        String termsDigest,
        String act,
        String signatory,
        List<String> reservations) {

    /** A signature under terms as they are. */
    public static ActDraft sign(
            String agreement, long version, String termsDigest, String signatory) {
        return new ActDraft(agreement, version, termsDigest, "sign", signatory, List.of());
    }
}
