package comity.documents;

import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/**
 * Prints compositions as PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1). It reads nothing from
 * any address: there is nothing in a composition that could name one, and the renderer is told to
 * refuse all the same. Thread-safe.
 */
public final class Press {

    /** Bounds what one printing costs. */
    public static final int MOST_CHARACTERS = 400_000;

    static {
        // Its lines would quote the text.
        XRLog.setLoggingEnabled(false);
    }

    private final Typeface typeface = Typeface.packaged();
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private final Turns turns = new Turns();
    private final UnaryOperator<Composition> stamp;

    public Press() {
        this(UnaryOperator.identity());
    }

    private Press(UnaryOperator<Composition> stamp) {
        this.stamp = stamp;
    }

    /**
     * One that prints words at the foot of each page, such as that all of it is fictional.
     *
     * @param words in the language of a composition, by its code
     */
    public static Press stamping(UnaryOperator<String> words) {
        return new Press(composition -> composition.stamped(words.apply(composition.language())));
    }

    /**
     * The same composition gives the same bytes.
     *
     * @param reader the entity for which it is printed
     * @throws Problem {@link KernelProblem#NOT_ACCEPTABLE} if it has more than {@link
     *     #MOST_CHARACTERS}, {@link KernelProblem#UNAVAILABLE} if something is printed for the same
     *     reader already, or others print and do not end soon
     */
    public byte[] print(String reader, Composition composition) {
        if (composition.characters() > MOST_CHARACTERS) {
            throw Problem.of(
                    KernelProblem.NOT_ACCEPTABLE,
                    "It has more than %d characters, which is too long to print: take JSON."
                            .formatted(MOST_CHARACTERS));
        }
        return turns.take(reader, () -> printed(stamp.apply(composition)));
    }

    private byte[] printed(Composition composition) {
        try {
            return rendered(composition);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] rendered(Composition composition) throws IOException {
        var builder =
                new PdfRendererBuilder()
                        .usePdfUaAccessibility(true)
                        .usePdfAConformance(PdfAConformance.PDFA_3_A)
                        .useColorProfile(colours)
                        .withProducer("Comity");
        builder.useFont(typeface::regular, "body", 400, FontStyle.NORMAL, true);
        builder.useFont(typeface::bold, "body", 700, FontStyle.NORMAL, true);
        builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
        builder.useUnicodeBidiReorderer(new ArabicOrder());
        builder.defaultTextDirection(TextDirection.LTR);
        builder.useUriResolver((base, address) -> address.startsWith("#") ? address : null);
        for (var when : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((address, type) -> false, when);
        }
        builder.withW3cDocument(Markup.of(composition, typeface), "");
        try (var renderer = builder.buildPdfRenderer();
                var document = renderer.createPDFKeepOpen()) {
            return Finish.of(composition, document);
        }
    }
}
