package comity.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.pdfa.flavours.PDFAFlavour;

class PressTest {

    private static final Press PRESS = new Press();
    private static final String ARABIC =
            "يتعلق بشخص، أو قد يسبب ضرراً. لا 123 إلى WFP في شدّة مُحَمَّد.";

    /** What is painted for it can also be read another way: only its actual text says which. */
    private static final String BRACKETS = "الملحق (123) WFP هنا";

    private static Composition composition(Block... blocks) {
        var all = new ArrayList<Block>();
        all.add(new Block.Heading(1, Phrase.of("Reuse of verifications", "en")));
        all.addAll(List.of(blocks));
        return new Composition(
                "Reuse of verifications",
                "An agreement",
                "en",
                Instant.parse("2026-11-22T07:00:00.123456Z"),
                all,
                "yamAbhFLfbhCbxBG9aN",
                Optional.of(
                        new Composition.Attachment(
                                "terms.json", "application/json", "The terms", "{\"a\":\"é\"}")));
    }

    private static Composition everything() {
        var rows = new ArrayList<List<Phrase>>();
        for (int i = 0; i < 80; i++) {
            rows.add(List.of(Phrase.literal("/elements/" + i), Phrase.of("منظمة " + i, "ar")));
        }
        return composition(
                new Block.Note(Phrase.of("A proposal.", "en")),
                new Block.Heading(2, Phrase.of("ملحق أول: 2026", "ar")),
                new Block.Paragraph(Phrase.of(ARABIC + "\nline two", "ar")),
                new Block.Paragraph(Phrase.of(BRACKETS, "ar")),
                new Block.Heading(3, Phrase.of("Finalité", "fr")),
                new Block.Paragraph(Phrase.of("« l’été à Genève », œuvre; العربية هنا, too", "fr")),
                new Block.Paragraph(Phrase.of("中 and \uE000 and \u0001", "en")),
                new Block.Table(
                        List.of(Phrase.of("Property", "en"), Phrase.of("الاسم", "ar")), rows));
    }

    private static String text(byte[] file) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }

    private static List<PDStructureElement> tags(PDDocument document) {
        var tags = new ArrayList<PDStructureElement>();
        gather(document.getDocumentCatalog().getStructureTreeRoot().getKids(), tags);
        return tags;
    }

    private static void gather(List<Object> kids, List<PDStructureElement> tags) {
        for (var kid : kids) {
            if (kid instanceof PDStructureElement element) {
                tags.add(element);
                gather(element.getKids(), tags);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PDFAFlavour.class,
            names = {"PDFA_3_A", "PDFUA_1"})
    void complies(PDFAFlavour flavour) throws Exception {
        assertThat(Verdicts.broken(PRESS.print("WFP", everything()), flavour)).isEmpty();
    }

    @Test
    void stampsEachPage() throws Exception {
        var file = Press.stamping(code -> "Fictional, " + code).print("WFP", everything());

        assertThat(Verdicts.broken(file, PDFAFlavour.PDFUA_1)).isEmpty();
        try (var document = Loader.loadPDF(file)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document))
                        .contains("Fictional, en · yamAbhFLfbhCbxBG9aN");
            }
        }
    }

    /** What runs off the page is signed and not read. */
    @Test
    void printsNothingBesideThePage() throws IOException {
        var joined = "may\u00A0not\u00A0be\u00A0disclosed\u00A0".repeat(40);
        var file =
                PRESS.print(
                        "WFP",
                        composition(
                                new Block.Heading(2, Phrase.of("W".repeat(400), "en")),
                                new Block.Note(Phrase.of("x".repeat(400), "en")),
                                new Block.Paragraph(Phrase.of(joined, "en"))));

        var furthest = new ArrayList<Float>();
        try (var document = Loader.loadPDF(file)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition glyph) {
                    furthest.add(
                            (glyph.getXDirAdj() + glyph.getWidthDirAdj()) / glyph.getPageWidth());
                }
            }.getText(document);
        }
        assertThat(furthest).hasSizeGreaterThan(1200).allMatch(end -> end < 1);
    }

    @Test
    void aFileWithoutTheMarksOfTheStandardIsFound() throws Exception {
        try (var document = Loader.loadPDF(PRESS.print("WFP", everything()))) {
            document.getDocumentCatalog()
                    .getCOSObject()
                    .removeItem(org.apache.pdfbox.cos.COSName.STRUCT_TREE_ROOT);
            var bytes = new java.io.ByteArrayOutputStream();
            document.save(bytes);

            assertThat(Verdicts.broken(bytes.toByteArray(), PDFAFlavour.PDFA_3_A)).isNotEmpty();
        }
    }

    @Test
    void arabicIsReadInItsOrderWithWhatIsNotArabicWithin() throws IOException {
        var text = text(PRESS.print("WFP", everything()));

        assertThat(text)
                .contains(ARABIC)
                .contains("ملحق أول: 2026")
                .contains("« l’été à Genève », œuvre; العربية هنا, too")
                .contains("منظمة 79");
    }

    @Test
    void tagsSayWhatIsAHeadingATableAndWhichLanguageItIsIn() throws IOException {
        try (var document = Loader.loadPDF(PRESS.print("WFP", everything()))) {
            var tags = tags(document);

            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(document.getDocumentInformation().getTitle())
                    .isEqualTo("Reuse of verifications");
            assertThat(tags)
                    .extracting(PDStructureElement::getStructureType)
                    .contains("H1", "H2", "H3", "P", "Table", "TR", "TH", "TD");
            assertThat(tags)
                    .filteredOn(tag -> ARABIC.equals(tag.getActualText()))
                    .singleElement()
                    .satisfies(
                            tag -> {
                                assertThat(tag.getStructureType()).isEqualTo("P");
                                assertThat(tag.getLanguage()).isEqualTo("ar");
                            });
            assertThat(tags)
                    .extracting(PDStructureElement::getActualText)
                    .contains(BRACKETS, "« l’été à Genève », œuvre; العربية هنا, too");
            assertThat(tags).noneMatch(tag -> tag.getAlternateDescription() != null);
        }
    }

    @Test
    void theSameIsPrintedToTheSameBytes() {
        assertThat(PRESS.print("WFP", everything()))
                .isEqualTo(new Press().print("WFP", everything()));
    }

    @Test
    void theDataIsAttached() throws IOException {
        try (var document = Loader.loadPDF(PRESS.print("WFP", everything()))) {
            var files = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();

            assertThat(files).containsOnlyKeys("terms.json");
            assertThat(
                            Objects.requireNonNull(files.get("terms.json"))
                                    .getEmbeddedFile()
                                    .toByteArray())
                    .isEqualTo("{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatTheTypefaceLacksIsMarkedAndSaid() throws IOException {
        assertThat(text(PRESS.print("WFP", everything())))
                .contains("□ and □ and □")
                .contains("stands for a character that the typeface of this document lacks");
        assertThat(text(PRESS.print("WFP", composition()))).doesNotContain("□");
    }

    @Test
    void everyFontIsWithin() throws IOException {
        try (var document = Loader.loadPDF(PRESS.print("WFP", everything()))) {
            int fonts = 0;
            for (var page : document.getPages()) {
                PDResources resources = page.getResources();
                for (var name : resources.getFontNames()) {
                    assertThat(resources.getFont(name).isEmbedded()).isTrue();
                    fonts++;
                }
            }
            assertThat(fonts).isGreaterThan(1);
        }
    }

    @Test
    void whatLooksLikeMarkupIsTextAndNothingIsFetched() throws IOException {
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false);
            var address = "http://127.0.0.1:" + server.socket().getLocalPort() + "/x.png";
            var trick =
                    "<img src='%s'/><style>@import '%s'; p { background: url(%s) }</style>&lt;"
                            .formatted(address, address, address);

            var file =
                    PRESS.print(
                            "WFP",
                            composition(
                                    new Block.Paragraph(Phrase.of(trick, "en")),
                                    new Block.Heading(2, Phrase.of("url(" + address + ")", "en"))));

            assertThat(text(file).replaceAll("\\s+", "")).contains(trick.replaceAll("\\s+", ""));
            assertThat(server.accept()).as("who came to fetch something").isNull();
        }
    }

    @Test
    void refusesWhatIsTooLongToPrint() {
        var line = new Block.Paragraph(Phrase.of("x".repeat(Press.MOST_CHARACTERS), "en"));

        var problem =
                catchThrowableOfType(Problem.class, () -> PRESS.print("WFP", composition(line)));

        assertThat(problem.type()).isEqualTo(KernelProblem.NOT_ACCEPTABLE);
    }

    @Test
    void aPhraseHasTheDirectionOfItsFirstLetterElseOfItsLanguage() {
        assertThat(Phrase.of("(1) نص WFP", "en").isRightToLeft()).isTrue();
        assertThat(Phrase.of("WFP نص", "ar").isRightToLeft()).isFalse();
        assertThat(Phrase.of("2026", "ar").isRightToLeft()).isTrue();
        assertThat(Phrase.of("2026", "fr").isRightToLeft()).isFalse();
    }
}
