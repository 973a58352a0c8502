package comity.documents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document before it is printed. The same composition gives the same bytes on one node.
 *
 * @param title as readers of the file show it
 * @param description a sentence about it
 * @param language of the document; phrases may be in others
 * @param dated as of when; the file carries no other time
 * @param blocks the first is the heading of level 1
 * @param foot printed below each page, beside its number
 * @param attachment the data that it prints, for machines
 */
public record Composition(
        String title,
        String description,
        String language,
        Instant dated,
        List<Block> blocks,
        String foot,
        Optional<Attachment> attachment) {

    /**
     * A file within the file.
     *
     * @param name such as {@code terms.json}
     * @param mediaType such as {@code application/json}
     * @param content becomes UTF-8
     */
    public record Attachment(String name, String mediaType, String description, String content) {}

    /**
     * @throws IllegalArgumentException if it has no title or nothing to read
     */
    public Composition {
        blocks = List.copyOf(blocks);
        if (title.isBlank() || blocks.isEmpty()) {
            throw new IllegalArgumentException("A document has a title and something to read.");
        }
    }

    /** The same, with words before the foot of each page. */
    Composition stamped(String words) {
        return new Composition(
                title, description, language, dated, blocks, words + " · " + foot, attachment);
    }

    /** How much there is to print, in characters. */
    int characters() {
        int characters = 0;
        for (var block : blocks) {
            for (var phrase : block.phrases()) {
                characters += phrase.text().length();
            }
        }
        return characters;
    }
}
