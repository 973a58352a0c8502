package comity.trust.note;

import static comity.trust.note.Lines.malformed;
import static java.nio.charset.StandardCharsets.UTF_8;

import comity.trust.TrustException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with the signatures under it, not verified: "The text MUST be ignored unless the note is
 * signed by a trusted key and the signature has been verified", for which there is {@link
 * #verifiedBy}. Source: C2SP signed-note. Immutable.
 */
public final class SignedNote {

    /** The octets that a note may have. */
    public static final int MAX_BYTES = 1 << 16;

    /** The signatures that a note may have; the specification asks for 16 at least. */
    public static final int MAX_SIGNATURES = 64;

    private final String text;
    private final List<NoteSignature> signatures;

    private SignedNote(String text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * A text, which ends with a newline, not signed yet.
     *
     * @throws TrustException {@code note-malformed}
     */
    public static SignedNote of(String text) {
        requireText(text);
        return new SignedNote(text, List.of());
    }

    /**
     * Reads a note with at least one signature.
     *
     * @throws TrustException {@code note-malformed}
     */
    public static SignedNote parse(String note) {
        requireText(note);
        // "the text is separated from the signatures by the last empty line in the note"
        int separator = note.lastIndexOf("\n\n");
        if (separator < 0) {
            throw malformed("A note has an empty line before its signatures.");
        }
        var text = note.substring(0, separator + 1);
        var below = note.substring(separator + 2);
        if (below.isEmpty()) {
            throw malformed("A note has no signature.");
        }
        var lines = below.substring(0, below.length() - 1).split("\n", -1);
        if (lines.length > MAX_SIGNATURES) {
            throw malformed("A note has more than " + MAX_SIGNATURES + " signatures.");
        }
        var signatures = new ArrayList<NoteSignature>();
        for (var line : lines) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(text, signatures);
    }

    private static void requireText(String note) {
        if (note.length() > MAX_BYTES || note.getBytes(UTF_8).length > MAX_BYTES) {
            throw malformed("A note has at most " + MAX_BYTES + " octets.");
        }
        if (!note.endsWith("\n")) {
            throw malformed("A note ends with a newline.");
        }
        if (note.codePoints().anyMatch(SignedNote::isForbidden)) {
            throw malformed("A note is UTF-8 without control characters.");
        }
    }

    private static boolean isForbidden(int c) {
        return (c < 0x20 && c != '\n')
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** The text with its last newline, which nobody vouches for until it is verified. */
    public String unverifiedText() {
        return text;
    }

    public List<NoteSignature> signatures() {
        return signatures;
    }

    /** The same with one signature more. */
    public SignedNote with(NoteSignature signature) {
        var more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /**
     * Verifies the signatures of the keys given; those of others are ignored.
     *
     * @throws TrustException {@code note-signature-invalid} if a line of one of the keys does not
     *     verify, {@code note-unsigned} if none of them signed
     */
    public VerifiedNote verifiedBy(List<VerifierKey> keys) {
        var verified = new ArrayList<VerifiedNote.Signature>();
        for (var signature : signatures) {
            for (var key : keys) {
                if (key.made(signature)) {
                    var signed =
                            verify(key, signature)
                                    .orElseThrow(
                                            () ->
                                                    new TrustException(
                                                            "note-signature-invalid",
                                                            "A signature of a known key does not"
                                                                    + " verify."));
                    verified.add(new VerifiedNote.Signature(key, signed.at()));
                }
            }
        }
        if (verified.isEmpty()) {
            throw new TrustException("note-unsigned", "The note is signed by no known key.");
        }
        return new VerifiedNote(text, List.copyOf(verified));
    }

    private Optional<SignatureKind.Signed> verify(VerifierKey key, NoteSignature signature) {
        return key.kind().verify(key.key(), text, signature.signature());
    }

    /** The note as it is sent. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString();
    }
}
