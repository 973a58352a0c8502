package comity.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * DejaVu Sans, embedded in every document: Latin, Greek, Cyrillic, Arabic, Hebrew and more, but not
 * the scripts of India or East Asia. Its licence is beside its files.
 */
final class Typeface {

    /** Stands for a character that the typeface lacks. */
    static final char MISSING = '\u25A1';

    private final byte[] regular;
    private final byte[] bold;
    private final CmapLookup glyphs;

    private Typeface(byte[] regular, byte[] bold, CmapLookup glyphs) {
        this.regular = regular;
        this.bold = bold;
        this.glyphs = glyphs;
    }

    static Typeface packaged() {
        var regular = file("DejaVuSans.ttf");
        try (var font = new TTFParser().parse(new RandomAccessReadBuffer(regular))) {
            return new Typeface(regular, file("DejaVuSans-Bold.ttf"), font.getUnicodeCmapLookup());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] file(String name) {
        try (var in = Typeface.class.getResourceAsStream("typeface/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The typeface is not packaged: " + name);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    InputStream regular() {
        return new ByteArrayInputStream(regular);
    }

    InputStream bold() {
        return new ByteArrayInputStream(bold);
    }

    /**
     * A text as it can be printed: what the typeface lacks, and what has no meaning outside one
     * font (PDF/A forbids it), is {@link #MISSING}.
     */
    String shown(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> shown.appendCodePoint(canShow(point) ? point : MISSING));
        return shown.toString();
    }

    private boolean canShow(int point) {
        return point == '\n'
                || (Character.getType(point) != Character.PRIVATE_USE
                        && glyphs.getGlyphId(point) > 0);
    }

    /** Says that something is missing. */
    static String missing(String language) {
        return Locale.forLanguageTag(language).getLanguage().equals("fr")
                ? "« □ » tient lieu d’un caractère que la police de ce document n’a pas. Le texte"
                        + " complet est dans la forme JSON."
                : "“□” stands for a character that the typeface of this document lacks. The full"
                        + " text is in the JSON form.";
    }
}
