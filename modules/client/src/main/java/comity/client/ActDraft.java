package comity.client;

import comity.kernel.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act of a party on an agreement, before it is signed. Source: docs/protocol.md, section 8,
 * "Acts".
 *
 * @param agreement its id
 * @param version of the text; to suspend, to resume and to terminate name any that the entity has
 *     signed, and affect every version
 * @param termsDigest base64url SHA-256 of the terms' JCS form, which the signatory has computed
 *     from the terms it has read: {@link Comity#digestOf}
 * @param signatory who signs for the entity, and in what office: one line of text
 * @param reservations of a signature, by a party or by one that accedes
 * @param accession of a countersignature or an objection: what it is about
 */
public record ActDraft(
        String agreement,
        long version,
        String termsDigest,
        ActKind act,
        String signatory,
        List<Reservation> reservations,
        Optional<Accession> accession) {

    /**
     * @throws IllegalArgumentException for what no act can be: reservations of another act than a
     *     signature, one that takes nothing out, or an accession where there is none or none where
     *     there is one
     */
    public ActDraft {
        reservations = List.copyOf(reservations);
        if (act != ActKind.SIGN && !reservations.isEmpty()) {
            throw new IllegalArgumentException("Only a signature has reservations.");
        }
        if (reservations.stream().anyMatch(Reservation::isNone)) {
            throw new IllegalArgumentException("A reservation takes nothing out.");
        }
        if (act.answersAccession() != accession.isPresent()) {
            throw new IllegalArgumentException(
                    "A countersignature and an objection name an accession, and nothing else does.");
        }
    }

    /**
     * A signature under terms as they are. One that the terms list as eligible accedes by it, to a
     * version that is open for signature.
     */
    public static ActDraft sign(
            String agreement, long version, String termsDigest, String signatory) {
        return plain(ActKind.SIGN, agreement, version, termsDigest, signatory);
    }

    /** The same signature, with these reservations. */
    public ActDraft reserving(List<Reservation> narrowing) {
        return new ActDraft(agreement, version, termsDigest, act, signatory, narrowing, accession);
    }

    /** Admits one that acceded, with the reservations of its act; takes an objection back. */
    public static ActDraft countersign(
            String agreement,
            long version,
            String termsDigest,
            String signatory,
            Accession accession) {
        return answer(ActKind.COUNTERSIGN, agreement, version, termsDigest, signatory, accession);
    }

    /** Objects to an accession that would bind by silence. */
    public static ActDraft object(
            String agreement,
            long version,
            String termsDigest,
            String signatory,
            Accession accession) {
        return answer(ActKind.OBJECT, agreement, version, termsDigest, signatory, accession);
    }

    /** Nothing passes between the entity and any other under the agreement until it resumes. */
    public static ActDraft suspend(
            String agreement, long version, String termsDigest, String signatory) {
        return plain(ActKind.SUSPEND, agreement, version, termsDigest, signatory);
    }

    /** Lifts the entity's own suspension. */
    public static ActDraft resume(
            String agreement, long version, String termsDigest, String signatory) {
        return plain(ActKind.RESUME, agreement, version, termsDigest, signatory);
    }

    /** Ends the agreement for the entity, at once and for good. */
    public static ActDraft terminate(
            String agreement, long version, String termsDigest, String signatory) {
        return plain(ActKind.TERMINATE, agreement, version, termsDigest, signatory);
    }

    private static ActDraft plain(
            ActKind act, String agreement, long version, String termsDigest, String signatory) {
        return new ActDraft(
                agreement, version, termsDigest, act, signatory, List.of(), Optional.empty());
    }

    private static ActDraft answer(
            ActKind act,
            String agreement,
            long version,
            String termsDigest,
            String signatory,
            Accession accession) {
        return new ActDraft(
                agreement, version, termsDigest, act, signatory, List.of(), Optional.of(accession));
    }

    /** What an entity signs, but for {@code iat} and {@code jti}: schema {@code act}. */
    ObjectNode payload(String entity) {
        var payload = Json.object();
        payload.put("agreement", agreement).put("version", version);
        payload.put("termsDigest", termsDigest).put("act", act.code());
        payload.put("entity", entity).put("signatory", signatory);
        if (act == ActKind.SIGN) {
            var listed = payload.putArray("reservations");
            reservations.forEach(each -> listed.add(each.json()));
        }
        accession.ifPresent(
                about ->
                        payload.putObject("accession")
                                .put("entity", about.entity())
                                .put("jti", about.jti()));
        return payload;
    }
}
