package comity.trust.statuslist;

import comity.trust.Base64Url;
import comity.trust.TrustException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The statuses of up to {@value #MAX_SIZE} records, two bits each, the first in the lowest bits of
 * the first octet. Source: IETF Token Status List, section 4. Not for several threads at once.
 */
public final class StatusList {

    /** The bits of one status. */
    public static final int BITS = 2;

    /** The places that a list may have: a quarter of a mebibyte of octets. */
    public static final int MAX_SIZE = 1 << 20;

    private static final int PER_OCTET = 8 / BITS;
    private static final int MASK = (1 << BITS) - 1;

    private final byte[] octets;

    private StatusList(byte[] octets) {
        this.octets = octets;
    }

    /**
     * A list in which all is valid.
     *
     * @param size how many places, rounded up to whole octets
     */
    public static StatusList ofSize(int size) {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("no status list of " + size + " places");
        }
        return new StatusList(new byte[(size + PER_OCTET - 1) / PER_OCTET]);
    }

    /** A list of these octets, as {@link #octets()} gave them. */
    public static StatusList ofOctets(byte[] octets) {
        if (octets.length < 1 || octets.length > MAX_SIZE / PER_OCTET) {
            throw new IllegalArgumentException("no status list of " + octets.length + " octets");
        }
        return new StatusList(octets.clone());
    }

    /**
     * Reads {@code lst}: base64url of the octets, compressed by DEFLATE in the zlib format.
     *
     * @throws TrustException {@code status-list-malformed}, also where it would be larger than
     *     {@link #MAX_SIZE} places
     */
    public static StatusList decode(String lst) {
        var inflater = new Inflater();
        try {
            inflater.setInput(Base64Url.decode(lst));
            var octets = new byte[MAX_SIZE / PER_OCTET];
            int length = inflater.inflate(octets);
            // At the bound the end of the stream may not have been seen yet.
            boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
            if (more || !inflater.finished() || inflater.getRemaining() > 0 || length == 0) {
                throw malformed();
            }
            return new StatusList(Arrays.copyOf(octets, length));
        } catch (DataFormatException broken) {
            throw malformed();
        } finally {
            inflater.end();
        }
    }

    /** The {@code lst} that {@link #decode} reads. */
    public String encode() {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(octets);
            deflater.finish();
            var compressed = new ByteArrayOutputStream();
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return Base64Url.encode(compressed.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** How many places it has. */
    public int size() {
        return octets.length * PER_OCTET;
    }

    /**
     * The status at a place.
     *
     * @throws TrustException {@code status-unknown}: beyond the list, or bits that mean nothing.
     *     Either way the record is not to be relied on
     */
    public RecordStatus at(int index) {
        if (index < 0 || index >= size()) {
            throw new TrustException("status-unknown", "The status list does not reach the place.");
        }
        return RecordStatus.of(octets[index / PER_OCTET] >>> shift(index) & MASK);
    }

    /** Sets the status at a place. */
    public void set(int index, RecordStatus status) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("no place " + index + " in the status list");
        }
        int others = octets[index / PER_OCTET] & ~(MASK << shift(index));
        octets[index / PER_OCTET] = (byte) (others | status.bits() << shift(index));
    }

    public byte[] octets() {
        return octets.clone();
    }

    private static int shift(int index) {
        return index % PER_OCTET * BITS;
    }

    private static TrustException malformed() {
        return new TrustException("status-list-malformed", "This is no status list.");
    }
}
