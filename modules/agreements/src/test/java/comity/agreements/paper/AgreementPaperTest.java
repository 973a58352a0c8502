package comity.agreements.paper;

import static comity.agreements.template.TemplateSamples.CONFIDENTIAL;
import static comity.agreements.template.TemplateSamples.STRICT;
import static comity.agreements.template.TemplateSamples.TEMPLATES;
import static comity.agreements.template.TemplateSamples.annex;
import static comity.agreements.template.TemplateSamples.everyParameter;
import static comity.agreements.template.TemplateSamples.parameters;
import static comity.agreements.template.TemplateSamples.strict;
import static comity.agreements.template.TemplateSamples.template;
import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.Samples;
import comity.agreements.decision.Terms;
import comity.documents.Press;
import comity.trust.Base64Url;
import comity.trust.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AgreementPaperTest {

    private static final Press PRESS = new Press();
    private static final String ARABIC_NAME = "منظمة الأمم المتحدة للطفولة";
    private static final String ARABIC = "جهات الاتصال لدى كل كيان في ملحق هذا الاتفاق، وعددها 12.";

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private static final List<PaperFacts.Done> SIGNED =
            List.of(
                    done("sign", "UNICEF", "Ada Example, Director", "", 1),
                    done("sign", "WFP", "علي مثال", "", 2),
                    done("sign", "ILO", "Zoé Exemple", "", 3),
                    done("countersign", "WFP", "علي مثال", "ILO", 4));

    private static PaperFacts.Done done(
            String act, String entity, String signatory, String accession, int hour) {
        return new PaperFacts.Done(
                act,
                entity,
                signatory,
                accession,
                Instant.parse("2026-11-20T0%d:00:00.5Z".formatted(hour)),
                "nFpyNzxnic73FV8ZxIGfzUaEWDIvcFdk48ByI_zxh2" + hour,
                entity.equals("ILO") ? List.of("{\"purposes\":[\"audit\"]}") : List.of());
    }

    private static PaperFacts facts(JsonNode terms, List<PaperFacts.Done> acts) {
        var names = new TreeMap<String, String>();
        names.put("UNICEF", ARABIC_NAME);
        names.put("WFP", "World Food Programme");
        names.put("ILO", "Organisation internationale du Travail");
        return new PaperFacts(
                Samples.id(7).value(),
                2,
                Terms.of(terms).digest(),
                terms,
                "UNICEF",
                Instant.parse("2026-11-19T08:00:00.25Z"),
                names,
                acts);
    }

    private static JsonNode terms(String template, ObjectNode parameters) {
        return template(template).fill(parameters).terms();
    }

    private static JsonNode english() {
        return terms(CONFIDENTIAL, parameters(p -> p.putArray("languages").add("en")));
    }

    private static JsonNode french() {
        return terms(STRICT, strict(parameters(p -> p.putArray("languages").add("fr"))));
    }

    private static JsonNode arabic() {
        return terms(CONFIDENTIAL, annex(everyParameter(), "ملحق", "ar", ARABIC + "\nسطر ثان"));
    }

    private static byte[] printed(JsonNode terms, List<PaperFacts.Done> acts) {
        return PRESS.print("WFP", AgreementPaper.of(facts(terms, acts), TEMPLATES));
    }

    private static String text(byte[] file) throws IOException {
        return text(file, true);
    }

    /**
     * @param byPosition as it lies on the page, which sorts Arabic; else cell by cell
     */
    private static String text(byte[] file, boolean byPosition) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(byPosition);
            return stripper.getText(document).replaceAll("\\s+", " ");
        }
    }

    static Stream<Arguments> agreements() {
        return Stream.of(
                Arguments.of("English", english(), SIGNED),
                Arguments.of("French", french(), SIGNED),
                Arguments.of("with Arabic", arabic(), SIGNED),
                Arguments.of("without a template", Samples.terms(), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agreements")
    void isPdfAThatVeraPdfAccepts(String name, JsonNode terms, List<PaperFacts.Done> acts)
            throws Exception {
        var file = printed(terms, acts);

        for (var flavour : List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)) {
            try (var parser =
                            Foundries.defaultInstance()
                                    .createParser(new ByteArrayInputStream(file), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                var result = validator.validate(parser);

                assertThat(result.getTestAssertions()).as(name + " " + flavour).isEmpty();
                assertThat(result.isCompliant()).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agreements")
    void printsTheDigestOfWhatIsAttached(String name, JsonNode terms, List<PaperFacts.Done> acts)
            throws IOException {
        var file = printed(terms, acts);
        var digest = Terms.of(terms).digest();

        assertThat(text(file)).contains(digest);
        try (var document = Loader.loadPDF(file)) {
            var files = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
            var attached = Objects.requireNonNull(files.get("terms.json"));
            assertThat(Base64Url.encode(Digests.sha256(attached.getEmbeddedFile().toByteArray())))
                    .isEqualTo(digest);
        }
    }

    @Test
    void printsTheClausesInTheBindingLanguagesOnly() throws IOException {
        assertThat(text(printed(english(), SIGNED)))
                .contains("Text in English", "kept for no longer than 1 year and 6 months")
                .doesNotContain("Texte français");
        assertThat(text(printed(french(), SIGNED)))
                .contains("Texte français", "pas conservée plus de 1 an et 6 mois")
                .contains("Signatures et autres actes")
                .doesNotContain("Text in English");
        assertThat(text(printed(arabic(), SIGNED))).contains("Text in English", "Texte français");
    }

    @Test
    void listsTheSignaturesAndWhatWasReserved() throws IOException {
        assertThat(text(printed(english(), SIGNED), false))
                .contains("Ada Example, Director")
                .contains("2026-11-20T01:00:00Z")
                .contains("countersigned the accession of ILO")
                .contains("Reservation of ILO, as it was signed: {\"purposes\":[\"audit\"]}");
        assertThat(text(printed(english(), List.of()))).contains("Nobody has signed");
    }

    @Test
    void arabicIsReadInItsOrder() throws IOException {
        assertThat(text(printed(arabic(), SIGNED)))
                .contains(ARABIC_NAME, ARABIC, "سطر ثان", "علي مثال");
    }

    @Test
    void tagsSayWhichLanguageAnAnnexIsIn() throws IOException {
        try (var document = Loader.loadPDF(printed(arabic(), SIGNED))) {
            var tags = new ArrayList<PDStructureElement>();
            gather(document.getDocumentCatalog().getStructureTreeRoot().getKids(), tags);

            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(tags)
                    .extracting(PDStructureElement::getStructureType)
                    .contains("H1", "H2", "H3", "P", "Table", "TR", "TH", "TD");
            assertThat(tags)
                    .filteredOn(tag -> ARABIC.equals(tag.getActualText()))
                    .singleElement()
                    .extracting(PDStructureElement::getLanguage)
                    .isEqualTo("ar");
        }
    }

    private static void gather(List<Object> kids, List<PDStructureElement> tags) {
        for (var kid : kids) {
            if (kid instanceof PDStructureElement element) {
                tags.add(element);
                gather(element.getKids(), tags);
            }
        }
    }

    @Test
    void saysThatTheWordingIsAProposalOrThatThereIsNone() throws IOException {
        assertThat(text(printed(english(), List.of()))).contains("No lawyer has reviewed it");
        assertThat(text(printed(Samples.terms(), List.of())))
                .contains("drafted without a template")
                .contains("Reuse of background verifications", "P1Y", "categories/0/ceiling");
    }

    @Test
    void theSameVersionWithTheSameActsIsTheSameFile() {
        assertThat(printed(arabic(), SIGNED)).isEqualTo(printed(arabic(), SIGNED));
        assertThat(printed(arabic(), SIGNED)).isNotEqualTo(printed(arabic(), List.of()));
    }
}
