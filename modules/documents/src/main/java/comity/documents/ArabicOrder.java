package comity.documents;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import com.openhtmltopdf.bidi.BidiReorderer;

/**
 * Joins Arabic letters and writes a run from right to left. Unlike the renderer's own it leaves
 * vowel marks as the combining characters that they are: their spacing forms stand apart from the
 * letter.
 */
final class ArabicOrder implements BidiReorderer {

    /** The combining marks of which U+FE70 to U+FE7F are the spacing forms, two by two. */
    private static final String MARKS =
            "\u064B\u064B\u064C\uFE73\u064D\uFE75\u064E\u064E\u064F\u064F\u0650\u0650\u0651\u0651"
                    + "\u0652\u0652";

    private static final char FIRST = '\uFE70';

    private final ArabicShaping shaping =
            new ArabicShaping(ArabicShaping.LETTERS_SHAPE | ArabicShaping.LENGTH_GROW_SHRINK);
    private final ArabicShaping unshaping =
            new ArabicShaping(ArabicShaping.LETTERS_UNSHAPE | ArabicShaping.LENGTH_GROW_SHRINK);

    @Override
    public String reorderRTLTextToLTR(String text) {
        return Bidi.writeReverse(text, Bidi.DO_MIRRORING);
    }

    @Override
    public String shapeText(String text) {
        var shaped = new StringBuilder(shape(shaping, text));
        for (int i = 0; i < shaped.length(); i++) {
            int at = shaped.charAt(i) - FIRST;
            if (at >= 0 && at < MARKS.length()) {
                shaped.setCharAt(i, MARKS.charAt(at));
            }
        }
        return shaped.toString();
    }

    @Override
    public String deshapeText(String text) {
        return shape(unshaping, text);
    }

    private static String shape(ArabicShaping how, String text) {
        try {
            return how.shape(text);
        } catch (ArabicShapingException never) {
            // Only a bounded length can be exceeded, and it grows.
            throw new IllegalStateException(never);
        }
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }
}
