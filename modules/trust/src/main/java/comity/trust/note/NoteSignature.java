package comity.trust.note;

import static comity.trust.note.Lines.malformed;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One signature line of a note: whose it says that it is, and its octets. It proves nothing yet.
 */
public final class NoteSignature {

    private static final String DASH = "— ";

    private final String keyName;
    private final int keyId;
    private final byte[] signature;

    NoteSignature(String keyName, int keyId, byte[] signature) {
        this.keyName = keyName;
        this.keyId = keyId;
        this.signature = signature;
    }

    static NoteSignature parse(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw malformed("A signature line is not one.");
        }
        var name = line.substring(DASH.length(), space);
        var octets = Lines.unbase64(line.substring(space + 1));
        if (!Lines.isKeyName(name) || octets.length <= Integer.BYTES) {
            throw malformed("A signature line is not one.");
        }
        return new NoteSignature(
                name,
                ByteBuffer.wrap(octets).getInt(),
                Arrays.copyOfRange(octets, Integer.BYTES, octets.length));
    }

    public String keyName() {
        return keyName;
    }

    public int keyId() {
        return keyId;
    }

    byte[] signature() {
        return signature;
    }

    /** The line without its end. */
    String line() {
        var id = ByteBuffer.allocate(Integer.BYTES).putInt(keyId).array();
        return DASH + keyName + " " + Lines.base64(Lines.join(id, signature));
    }

    @Override
    public String toString() {
        return keyName + "+" + HexFormat.of().toHexDigits(keyId);
    }
}
