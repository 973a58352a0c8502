package comity.verification;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Problem;
import comity.schema.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNKNOWN",
                "unknown",
                "n/a",
                "0000",
                "0",
                "XXX",
                "x-x-x",
                "111111",
                "123456789",
                "---",
                "T.B.D.",
                "ｕｎｋｎｏｗｎ"
            })
    void refusesAPlaceholderAtItsPlace(String placeholder) {
        var subject = subject("1988-04-12", placeholder);

        assertThat(type.violationsSought(subject))
                .extracting(Problem.Violation::pointer)
                .containsExactly("/documents/0/number");
        assertThat(type.violationsOf(comity.kernel.Json.object().set("subject", subject)))
                .extracting(Problem.Violation::pointer)
                .containsExactly("/subject/documents/0/number");
        assertThat(type.identifiersSought(subject)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AK0123456", "7", "1001", "X1", "NA12", "1111", "00000001"})
    void takesANumberThatOnlyResemblesOne(String number) {
        assertThat(type.violationsSought(subject("1988-04-12", number))).isEmpty();
        assertThat(type.identifiersSought(subject("1988-04-12", number))).hasSize(1);
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
