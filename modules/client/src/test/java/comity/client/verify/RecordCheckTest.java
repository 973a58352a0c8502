package comity.client.verify;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Whether a record is about the person asked about. */
class RecordCheckTest {

    private static ObjectNode person(String kind, String number) {
        var person = Json.object().put("birthDate", "1988-04-12");
        person.putArray(kind).addObject().put("issuer", "KEN").put("number", number);
        return person;
    }

    private static boolean isSubject(String asked, String found) {
        return RecordCheck.isSubject(person("documents", asked), person("documents", found));
    }

    @ParameterizedTest
    @CsvSource({
        "AK0123456, ak 01-23/456",
        "AK0123456, ＡＫ０１２３４５６",
        "ａｋ０１２３４５６, AK0123456",
        "IV12, Ⅳ-12",
        "AK12, AK①②",
        "STRASSE7, straße 7",
        "ٱ٠١٢, ٱ ٠١٢"
    })
    void comparesNumbersInCompatibilityForm(String asked, String found) {
        assertThat(isSubject(asked, found)).isTrue();
        assertThat(isSubject(found, asked)).isTrue();
        assertThat(
                        RecordCheck.isSubject(
                                person("staffNumbers", asked), person("staffNumbers", found)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "AK0123456, AK0123457",
        "AK0123456, ＡＫ０１２３４５７",
        "AK0123456, AK１２３４５６",
        "AKO123456, AK0123456",
        "//, --"
    })
    void tellsOtherNumbersApart(String asked, String found) {
        assertThat(isSubject(asked, found)).isFalse();
    }

    @Test
    void takesNoNumberForNobodys() {
        assertThat(isSubject("--", "--")).isFalse();
        assertThat(isSubject("", "")).isFalse();
    }

    @Test
    void wantsTheSameBirthDateIssuerAndKind() {
        var asked = person("documents", "AK0123456");
        var elder = asked.deepCopy().put("birthDate", "1978-04-12");
        var abroad = asked.deepCopy();
        ((ObjectNode) abroad.at("/documents/0")).put("issuer", "UGA");

        assertThat(RecordCheck.isSubject(asked, asked)).isTrue();
        assertThat(RecordCheck.isSubject(asked, elder)).isFalse();
        assertThat(RecordCheck.isSubject(asked, abroad)).isFalse();
        assertThat(RecordCheck.isSubject(asked, person("staffNumbers", "AK0123456"))).isFalse();
    }
}
