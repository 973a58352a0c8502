package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A lawyer drafts from a template, prints it, and compares it with the next version. */
class AgreementPaperIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static SandboxNode node;

    @BeforeAll
    static void finds() throws Exception {
        node = SandboxNode.of(NODE);
    }

    private static JsonNode parameters(String retention) {
        return Json.read(
                """
                {"parameters": {
                  "languages": ["fr"], "parties": ["UNICEF", "FAO"], "purposes": ["secondment"],
                  "elements": ["/elements/academic"], "legalBases": ["mandate"],
                  "retention": "%s", "onwardSharing": "prohibited", "breachNoticeHours": 24,
                  "requestsHandledBy": "recipient", "answerWithinDays": 30, "keepEvidence": "P5Y",
                  "disputes": ["consultation"], "terminationNoticeDays": 90, "dataAtEnd": "erase",
                  "dataWithinDays": 30, "from": "2026-01-01",
                  "annexes": [{"title": "ملحق", "language": "ar", "text": "نص حر"}]}}
                """
                        .formatted(retention)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode terms(String retention) {
        var filled =
                node.as("UNICEF")
                        .post(
                                "/api/v1/templates/background-verification-confidential/terms",
                                parameters(retention))
                        .send();
        assertThat(filled.status()).as(filled.text()).isEqualTo(200);
        return filled.json().get("terms");
    }

    @Test
    void draftsFromATemplatePrintsItForItsPartiesAndComparesItWithTheNextVersion()
            throws IOException {
        var terms = terms("P1Y");
        var draft = node.as("UNICEF").post("/api/v1/agreements", terms).send();
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        var address = draft.headers().firstValue("Location").orElseThrow();
        var path = address.substring(address.indexOf("/api/"));

        var paper = node.as("FAO").get(path).with("Accept", "application/pdf").send();

        assertThat(paper.status()).as(paper.text()).isEqualTo(200);
        assertThat(paper.mediaType()).isEqualTo("application/pdf");
        assertThat(paper.signed()).isTrue();
        assertThat(new String(paper.content(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
        try (var printed = Loader.loadPDF(paper.content())) {
            assertThat(new PDFTextStripper().getText(printed))
                    .contains("Bac à sable : fictif")
                    .contains(draft.json().get("termsDigest").stringValue());
        }
        var again =
                node.as("UNICEF")
                        .get(path + "?version=1")
                        .with("Accept", "application/pdf, */*;q=0.1")
                        .send();
        assertThat(Base64Url.encode(Digests.sha256(again.content())))
                .isEqualTo(Base64Url.encode(Digests.sha256(paper.content())));

        for (var accept : new String[] {"*/*", "application/json", "application/pdf;q=0.5, */*"}) {
            var json = node.as("FAO").get(path).with("Accept", accept).send();
            assertThat(json.mediaType()).as(accept).isEqualTo("application/json");
            assertThat(json.json().get("terms")).isEqualTo(terms);
        }

        var another = node.as("ILO").get(path).with("Accept", "application/pdf").send();
        assertThat(another.status()).isEqualTo(404);
        assertThat(another.problem()).isEqualTo("not-found");
        var bad = node.as("FAO").get(path + "?version=x").with("Accept", "application/pdf").send();
        assertThat(bad.status()).isEqualTo(400);

        comparesWithTheNextVersion(path, draft.json());
    }

    private static void comparesWithTheNextVersion(String path, JsonNode draft) {
        var open =
                Json.object()
                        .put("version", 1)
                        .put("termsDigest", draft.get("termsDigest").stringValue())
                        .put("stage", "open");
        assertThat(node.as("FAO").post(path + "/stage", open).send().status()).isEqualTo(200);
        assertThat(node.as("FAO").post(path + "/versions", terms("P6M")).send().status())
                .isEqualTo(201);

        var compared = node.as("FAO").get(path + "/versions/1/comparison?with=2").send();

        assertThat(compared.status()).as(compared.text()).isEqualTo(200);
        assertThat(compared.json().at("/clauses/0/clause").stringValue()).isEqualTo("retention");
        assertThat(compared.json().at("/prose/0/before").stringValue()).contains("plus de 1 an");
        assertThat(compared.json().at("/prose/0/after").stringValue()).contains("plus de 6 mois");
        for (var other :
                new String[] {
                    "/versions/1/comparison",
                    "/versions/x/comparison?with=2",
                    "/versions/1/comparison?with=0"
                }) {
            assertThat(node.as("FAO").get(path + other).send().status()).as(other).isEqualTo(400);
        }
        for (var reader : new String[] {"ILO", "FAO"}) {
            var version = reader.equals("ILO") ? "2" : "3";
            assertThat(
                            node.as(reader)
                                    .get(path + "/versions/1/comparison?with=" + version)
                                    .send()
                                    .status())
                    .as(reader)
                    .isEqualTo(404);
        }
    }
}
