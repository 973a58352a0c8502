package comity.verification;

import static org.assertj.core.api.Assertions.assertThat;

import comity.schema.Schemas;
import org.junit.jupiter.api.Test;

class BackgroundVerificationTest {

    private final BackgroundVerification type = BackgroundVerification.of(Schemas.published());

    @Test
    void findsAPersonByADocumentHoweverItsNumberIsWritten() {
        var published = type.identifiersOf(record("1988-04-12", "AK 012-3456"));

        assertThat(type.identifiersSought(subject("1988-04-12", "ak0123456"))).isEqualTo(published);
        assertThat(type.identifiersSought(subject("1988-04-12", "ＡＫ０１２３４５６"))).isEqualTo(published);
    }

    @Test
    void needsTheBirthDateToo() {
        assertThat(type.identifiersSought(subject("1988-04-13", "AK0123456")))
                .doesNotContainAnyElementsOf(type.identifiersOf(record("1988-04-12", "AK0123456")));
    }

    @Test
    void findsNobodyByAPlaceholder() {
        assertThat(type.identifiersSought(subject("1988-04-12", "---"))).isEmpty();
    }

    @Test
    void neverFindsAPersonByName() {
        assertThat(String.join(" ", type.identifiersOf(record("1988-04-12", "AK0123456"))))
                .doesNotContain("WANJIRU")
                .doesNotContain("Wanjiru");
    }

    @Test
    void tellsAStaffNumberFromADocumentOfTheSameNumber() {
        var staff =
                Samples.json(
                        "{'familyName': 'Wanjiru', 'birthDate': '1988-04-12',"
                                + " 'staffNumbers': [{'issuer': 'KEN', 'number': 'AK0123456'}]}");

        assertThat(type.identifiersSought(staff))
                .doesNotContainAnyElementsOf(
                        type.identifiersSought(subject("1988-04-12", "AK0123456")));
    }

    private static tools.jackson.databind.JsonNode record(String birthDate, String number) {
        return comity.kernel.Json.object().set("subject", subject(birthDate, number));
    }

    private static tools.jackson.databind.JsonNode subject(String birthDate, String number) {
        return Samples.json(
                "{'familyName': 'Wanjiru', 'birthDate': '%s', 'documents': [{'type': 'passport', 'issuer': 'KEN', 'number': '%s'}]}"
                        .formatted(birthDate, number));
    }
}
