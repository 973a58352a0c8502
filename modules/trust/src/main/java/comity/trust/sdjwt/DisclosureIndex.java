package comity.trust.sdjwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.trust.TrustException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where each disclosure of one SD-JWT stands and belongs: enough to cut a presentation without
 * reading the SD-JWT again. It is made when the SD-JWT was verified, and kept beside it; it holds
 * the names of what is disclosed and so is as confidential as the record. Immutable.
 */
public final class DisclosureIndex {

    private static final int VERSION = 1;

    private final int jwtLength;
    private final List<Place> places;
    private final int compactLength;

    DisclosureIndex(int jwtLength, List<Place> places) {
        this.jwtLength = jwtLength;
        this.places = List.copyOf(places);
        this.compactLength =
                jwtLength + 1 + places.stream().mapToInt(place -> place.length() + 1).sum();
    }

    /**
     * Where a disclosure belongs.
     *
     * @param pointer where its value stands in the content
     * @param parent the place of the disclosure that holds its digest, or -1 for the payload
     * @param inner whether it holds digests itself: then it accompanies what is presented below it,
     *     and is never presented for its own sake
     * @param length how many characters it has
     */
    record Place(String pointer, int parent, boolean inner, int length) {}

    /** The JSON Pointer into the content of each disclosure, in their order in the SD-JWT. */
    public List<String> pointers() {
        return places.stream().map(Place::pointer).toList();
    }

    /** As {@link #pointers()}, without those that only hold others. */
    public List<String> leaves() {
        return places.stream().filter(place -> !place.inner()).map(Place::pointer).toList();
    }

    /**
     * The presentation that discloses what is kept, and with each the disclosures above it. A
     * container or array "accompanies any disclosed descendant and counts for nothing": only what
     * holds no disclosures is asked about.
     *
     * @param compact the SD-JWT of which this is the index
     * @param keep decides by JSON Pointer into the content
     * @throws TrustException {@code index-foreign} if this is the index of another SD-JWT
     */
    public String present(String compact, Predicate<String> keep) {
        if (compact.length() != compactLength || compact.charAt(jwtLength) != '~') {
            throw new TrustException("index-foreign", "The index is that of another SD-JWT.");
        }
        var kept = new boolean[places.size()];
        int length = jwtLength + 1;
        for (int i = 0; i < kept.length; i++) {
            var place = places.get(i);
            if (!place.inner() && keep.test(place.pointer())) {
                for (int at = i; at >= 0 && !kept[at]; at = places.get(at).parent()) {
                    kept[at] = true;
                    length += places.get(at).length() + 1;
                }
            }
        }
        return cut(compact, kept, length);
    }

    private String cut(String compact, boolean[] kept, int length) {
        var presentation = new StringBuilder(length);
        int from = 0;
        int to = jwtLength + 1;
        for (int i = 0; i < kept.length; i++) {
            int end = to + places.get(i).length() + 1;
            if (!kept[i]) {
                presentation.append(compact, from, to);
                from = end;
            }
            to = end;
        }
        return presentation.append(compact, from, to).toString();
    }

    /** The index as octets, for {@link #decode}. */
    public byte[] encode() {
        var octets = new ByteArrayOutputStream(16 + 16 * places.size());
        octets.write(VERSION);
        writeNumber(jwtLength, octets);
        writeNumber(places.size(), octets);
        var before = new byte[0];
        for (var place : places) {
            writeNumber(place.parent() + 1, octets);
            writeNumber(place.length() << 1 | (place.inner() ? 1 : 0), octets);
            // Pointers that follow each other mostly begin alike.
            var pointer = place.pointer().getBytes(UTF_8);
            int shared = Arrays.mismatch(before, pointer);
            shared = shared < 0 ? pointer.length : shared;
            writeNumber(shared, octets);
            writeNumber(pointer.length - shared, octets);
            octets.write(pointer, shared, pointer.length - shared);
            before = pointer;
        }
        return octets.toByteArray();
    }

    /**
     * Reads the octets of {@link #encode}.
     *
     * @throws TrustException {@code index-malformed}
     */
    public static DisclosureIndex decode(byte[] octets) {
        var reader = new Reader(octets);
        if (reader.number() != VERSION) {
            throw malformed();
        }
        int jwtLength = reader.number();
        int count = reader.number();
        var places = new ArrayList<Place>(Math.min(count, octets.length));
        var before = new byte[0];
        for (int i = 0; i < count; i++) {
            int parent = reader.number() - 1;
            int length = reader.number();
            var pointer = reader.pointer(before);
            if (parent >= count) {
                throw malformed();
            }
            places.add(
                    new Place(new String(pointer, UTF_8), parent, (length & 1) == 1, length >>> 1));
            before = pointer;
        }
        if (!reader.isAtEnd()) {
            throw malformed();
        }
        return new DisclosureIndex(jwtLength, places);
    }

    private static void writeNumber(int number, ByteArrayOutputStream octets) {
        int rest = number;
        while (rest >= 0x80) {
            octets.write(rest | 0x80);
            rest >>>= 7;
        }
        octets.write(rest);
    }

    private static TrustException malformed() {
        return new TrustException("index-malformed", "This is no index of disclosures.");
    }

    private static final class Reader {

        private final byte[] octets;
        private int at;

        private Reader(byte[] octets) {
            this.octets = octets;
        }

        private int number() {
            int number = 0;
            for (int shift = 0; shift < 28; shift += 7) {
                if (at == octets.length) {
                    throw malformed();
                }
                int octet = octets[at++];
                number |= (octet & 0x7f) << shift;
                if (octet >= 0) {
                    return number;
                }
            }
            throw malformed();
        }

        private byte[] pointer(byte[] before) {
            int shared = number();
            int rest = number();
            if (shared > before.length || rest > octets.length - at) {
                throw malformed();
            }
            var pointer = Arrays.copyOf(before, shared + rest);
            System.arraycopy(octets, at, pointer, shared, rest);
            at += rest;
            return pointer;
        }

        private boolean isAtEnd() {
            return at == octets.length;
        }
    }
}
