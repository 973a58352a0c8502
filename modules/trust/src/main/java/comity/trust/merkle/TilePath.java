package comity.trust.merkle;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code <N>[.p/<W>]} of a tile's or a bundle's address. Source: C2SP tlog-tiles: "zero-padded
 * 3-digit path elements. All but the last path element MUST begin with an x."
 */
record TilePath(long index, int width) {

    // 7 elements hold 10^21, beyond any index; the loop below refuses what no long holds.
    private static final Pattern FORM =
            Pattern.compile("((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    static String of(long index, int width) {
        var path = new StringBuilder(three(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + three(rest % 1000) + "/");
        }
        return width == Tile.FULL ? path.toString() : path.append(".p/").append(width).toString();
    }

    static Optional<TilePath> parse(String path) {
        var form = FORM.matcher(path);
        if (!form.matches()) {
            return Optional.empty();
        }
        long index = 0;
        for (var element : form.group(1).split("/", -1)) {
            int digits = Integer.parseInt(element.substring(element.length() - 3));
            if (index > (Long.MAX_VALUE - digits) / 1000) {
                return Optional.empty();
            }
            index = index * 1000 + digits;
        }
        int width = form.group(2) == null ? Tile.FULL : Integer.parseInt(form.group(2));
        var place = new TilePath(index, width);
        // One address for one place: "x000/001" and ".p/256" are none.
        return width <= Tile.FULL && of(index, width).equals(path)
                ? Optional.of(place)
                : Optional.empty();
    }

    private static String three(long number) {
        return String.valueOf(1000 + number).substring(1);
    }
}
