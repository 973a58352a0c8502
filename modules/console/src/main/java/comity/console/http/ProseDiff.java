package comity.console.http;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Clauses whose words differ, with what was taken out and what was put in. */
final class ProseDiff {

    /**
     * One clause in one language.
     *
     * @param before the pieces of its words as they were; none if it is new
     * @param after the pieces as they are; none if it is gone
     */
    public record Clause(
            String heading,
            String language,
            String languageName,
            String direction,
            List<Piece> before,
            List<Piece> after) {

        public Clause {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** Words that stand together, and whether the other side lacks them. */
    public record Piece(String text, boolean isChanged) {}

    /** Longer clauses are told whole: what it takes to compare them grows with the square. */
    private static final int MOST_WORDS = 1500;

    private ProseDiff() {}

    /**
     * @param lines as docs/protocol.md, section 8 has {@code prose} of a comparison
     */
    static List<Clause> of(JsonNode lines, DraftWords words) {
        var clauses = new ArrayList<Clause>();
        for (var line : lines) {
            var language = line.required("language").stringValue();
            var before = split(line.path("before").asString(""));
            var after = split(line.path("after").asString(""));
            var kept = common(before, after);
            clauses.add(
                    new Clause(
                            line.required("heading").stringValue(),
                            language,
                            words.language(language),
                            Direction.of(language),
                            pieces(before, kept[0]),
                            pieces(after, kept[1])));
        }
        return clauses;
    }

    /** Words with the space that follows them. */
    private static String[] split(String text) {
        return text.isEmpty() ? new String[0] : text.split("(?<=\\s)(?=\\S)", -1);
    }

    /** Which words of each are in the longest sequence that both have. */
    private static boolean[][] common(String[] one, String[] other) {
        var kept = new boolean[][] {new boolean[one.length], new boolean[other.length]};
        if (one.length > MOST_WORDS || other.length > MOST_WORDS) {
            return kept;
        }
        var length = new int[one.length + 1][other.length + 1];
        for (int i = one.length - 1; i >= 0; i--) {
            for (int j = other.length - 1; j >= 0; j--) {
                length[i][j] =
                        isSame(one[i], other[j])
                                ? length[i + 1][j + 1] + 1
                                : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            if (isSame(one[i], other[j])) {
                kept[0][i++] = true;
                kept[1][j++] = true;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return kept;
    }

    private static boolean isSame(String one, String other) {
        return one.strip().equals(other.strip());
    }

    private static List<Piece> pieces(String[] words, boolean[] kept) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            text.append(words[i]);
            if (i + 1 == words.length || kept[i + 1] != kept[i]) {
                pieces.add(new Piece(text.toString(), !kept[i]));
                text.setLength(0);
            }
        }
        return pieces;
    }
}
