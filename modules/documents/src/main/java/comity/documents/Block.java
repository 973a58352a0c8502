package comity.documents;

import java.util.List;
import java.util.stream.Stream;

/** What a document is made of, in the order in which it is read. */
public sealed interface Block {

    /** All that is to be read in it. */
    List<Phrase> phrases();

    /**
     * Begins what follows it.
     *
     * @param level 1 to 4; the first is the document's title
     */
    record Heading(int level, Phrase text) implements Block {

        public Heading {
            if (level < 1 || level > 4) {
                throw new IllegalArgumentException("There is no heading of level " + level);
            }
        }

        @Override
        public List<Phrase> phrases() {
            return List.of(text);
        }
    }

    record Paragraph(Phrase text) implements Block {

        @Override
        public List<Phrase> phrases() {
            return List.of(text);
        }
    }

    /** A paragraph that is set apart, since it says how to read the rest. */
    record Note(Phrase text) implements Block {

        @Override
        public List<Phrase> phrases() {
            return List.of(text);
        }
    }

    /**
     * A table, whose first column names its rows.
     *
     * @param head the columns' names
     * @param rows each as long as the head
     */
    record Table(List<Phrase> head, List<List<Phrase>> rows) implements Block {

        public Table {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
            for (var row : rows) {
                if (row.size() != head.size()) {
                    throw new IllegalArgumentException("A row has " + row.size() + " cells.");
                }
            }
        }

        @Override
        public List<Phrase> phrases() {
            return Stream.concat(head.stream(), rows.stream().flatMap(List::stream)).toList();
        }
    }
}
