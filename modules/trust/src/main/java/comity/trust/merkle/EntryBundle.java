package comity.trust.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The place of up to 256 entries, and their text. Source: C2SP tlog-tiles, "Log entries":
 * "sequences of big-endian uint16 length-prefixed log entries".
 *
 * @param index its place; the first entry is {@code index * 256}
 * @param width how many entries it holds, 1 to 256
 */
public record EntryBundle(long index, int width) {

    /** The octets that an entry may have. */
    public static final int MAX_ENTRY_BYTES = 0xffff;

    private static final String PREFIX = "tile/entries/";

    public EntryBundle {
        if (index < 0 || width < 1 || width > Tile.FULL) {
            throw new IllegalArgumentException("no bundle " + index + " of width " + width);
        }
    }

    /** Its address below the log's prefix, as {@code tile/entries/x001/234.p/17}. */
    public String path() {
        return PREFIX + TilePath.of(index, width);
    }

    /** The bundle at an address below the log's prefix, if that is one. */
    public static Optional<EntryBundle> atPath(String path) {
        return path.startsWith(PREFIX)
                ? TilePath.parse(path.substring(PREFIX.length()))
                        .map(place -> new EntryBundle(place.index(), place.width()))
                : Optional.empty();
    }

    /** The bundle that holds an entry as it is in a tree of a size, unless the tree ends before. */
    public static Optional<EntryBundle> holding(long entry, long size) {
        return entry < 0 || entry >= size
                ? Optional.empty()
                : Tile.inTree(0, entry / Tile.FULL, size)
                        .map(tile -> new EntryBundle(tile.index(), tile.width()));
    }

    /**
     * The text of a bundle. Bundles that follow each other can be joined as octets.
     *
     * @throws IllegalArgumentException if an entry is longer than {@link #MAX_ENTRY_BYTES}
     */
    public static byte[] encode(List<byte[]> entries) {
        var bundle = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length > MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException("an entry of " + entry.length + " octets");
            }
            bundle.write(entry.length >>> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }

    /**
     * The entries of a bundle's text.
     *
     * @throws MerkleException if it ends within an entry, or holds more than 256
     */
    public static List<byte[]> decode(byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        int at = 0;
        while (at < bundle.length) {
            if (at + 2 > bundle.length || entries.size() == Tile.FULL) {
                throw new MerkleException("this is no bundle of entries");
            }
            int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
            at += 2;
            if (length > bundle.length - at) {
                throw new MerkleException("a bundle ends within an entry");
            }
            entries.add(Arrays.copyOfRange(bundle, at, at + length));
            at += length;
        }
        return List.copyOf(entries);
    }
}
