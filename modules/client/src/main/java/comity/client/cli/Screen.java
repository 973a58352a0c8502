package comity.client.cli;

import comity.client.verify.Findings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;

/**
 * What a person reads: UTF-8 whatever the platform's default, 80 columns, colour only where a
 * terminal shows it and {@code NO_COLOR} is not set.
 */
final class Screen {

    private static final int COLUMNS = 80;
    private static final int LABEL = 16;

    private enum Style {
        BOLD("1"),
        DIM("2"),
        GREEN("32"),
        RED("31"),
        CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean colour;
    private int steps;
    private int failures;

    Screen(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /** The process's standard output. */
    static Screen standard() {
        return new Screen(
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                Ansi.AUTO.enabled());
    }

    /** Makes commands, each with the screen it prints on. */
    record Factory(Screen screen) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.cast(type.getDeclaredConstructor(Screen.class).newInstance(screen));
            } catch (NoSuchMethodException printsNothing) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }

    /** A line as it is. */
    void line(String text) {
        out.println(text);
    }

    /** A line at the top. */
    void title(String text) {
        out.println(styled(text, Style.BOLD));
        out.println(styled("─".repeat(Math.min(COLUMNS, Width.of(text))), Style.DIM));
    }

    /** The next step of a story. */
    void step(String text) {
        out.println();
        var number = ++steps + ". ";
        var lines = Width.wrap(text, COLUMNS - number.length());
        for (int i = 0; i < lines.size(); i++) {
            out.println(
                    styled(
                            (i == 0 ? number : " ".repeat(number.length())) + lines.get(i),
                            Style.BOLD));
        }
    }

    /** A sentence or more. */
    void say(String text) {
        for (var line : Width.wrap(text, COLUMNS - 3)) {
            out.println("   " + line);
        }
    }

    /** A name and its value. */
    void fact(String label, String value) {
        var lines = new ArrayList<>(Width.wrap(value, COLUMNS - 3 - LABEL));
        if (lines.isEmpty()) {
            lines.add("");
        }
        out.println("   " + styled(Width.pad(label, LABEL), Style.CYAN) + lines.get(0));
        lines.subList(1, lines.size())
                .forEach(line -> out.println("   " + " ".repeat(LABEL) + line));
    }

    /** One of a list of values under the same name. */
    void item(String text) {
        bullet("·", Style.DIM, text);
    }

    /** A check that holds, or one that does not and makes the command fail. */
    void check(boolean holds, String text) {
        if (!holds) {
            failures++;
        }
        bullet(holds ? "✓" : "✗", holds ? Style.GREEN : Style.RED, text);
    }

    /** All that was checked, in order. */
    void findings(Findings findings) {
        findings.checks()
                .forEach(
                        each ->
                                check(
                                        each.passed(),
                                        each.passed()
                                                ? each.sentence()
                                                : each.sentence()
                                                        + " Not so: "
                                                        + each.reason()
                                                        + "."));
    }

    /** Something that broke the command. */
    void error(String text) {
        failures++;
        bullet("✗", Style.RED, text);
    }

    void blank() {
        out.println();
    }

    /** How many checks failed. */
    int failures() {
        return failures;
    }

    private void bullet(String mark, Style style, String text) {
        var lines = Width.wrap(text, COLUMNS - 5);
        for (int i = 0; i < lines.size(); i++) {
            out.println("   " + (i == 0 ? styled(mark, style) : " ") + " " + lines.get(i));
        }
    }

    private String styled(String text, Style style) {
        return colour ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    /** How many columns text takes on a terminal. */
    static final class Width {

        private Width() {}

        static int of(String text) {
            return text.codePoints().map(Width::of).sum();
        }

        private static int of(int codePoint) {
            int type = Character.getType(codePoint);
            if (type == Character.NON_SPACING_MARK
                    || type == Character.ENCLOSING_MARK
                    || type == Character.FORMAT) {
                return 0;
            }
            // East Asian wide: Han, kana, Hangul syllables, their punctuation and full-width forms.
            boolean wide =
                    (codePoint >= 0x1100 && codePoint <= 0x115f)
                            || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
                            || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                            || (codePoint >= 0xf900 && codePoint <= 0xfaff)
                            || (codePoint >= 0xff00 && codePoint <= 0xff60)
                            || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
            return wide ? 2 : 1;
        }

        static String pad(String text, int columns) {
            return text + " ".repeat(Math.max(1, columns - of(text)));
        }

        /** Breaks at spaces; a word longer than a line is broken inside. */
        static List<String> wrap(String text, int columns) {
            var lines = new ArrayList<String>();
            var line = new StringBuilder();
            for (var word : text.strip().split("\\s+", -1)) {
                for (var part : pieces(word, columns)) {
                    if (!line.isEmpty() && of(line.toString()) + 1 + of(part) > columns) {
                        lines.add(line.toString());
                        line.setLength(0);
                    }
                    line.append(line.isEmpty() ? "" : " ").append(part);
                }
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
            }
            return lines;
        }

        private static List<String> pieces(String word, int columns) {
            var pieces = new ArrayList<String>();
            var piece = new StringBuilder();
            int width = 0;
            for (int codePoint : word.codePoints().toArray()) {
                if (width + of(codePoint) > columns) {
                    pieces.add(piece.toString());
                    piece.setLength(0);
                    width = 0;
                }
                piece.appendCodePoint(codePoint);
                width += of(codePoint);
            }
            if (!piece.isEmpty()) {
                pieces.add(piece.toString());
            }
            return pieces;
        }
    }
}
