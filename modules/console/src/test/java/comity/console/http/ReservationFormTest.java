package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.AgreementsProblem;
import comity.kernel.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ReservationFormTest {

    private final Map<String, String> wrong = new HashMap<>();

    private Optional<ObjectNode> read(Map<String, List<String>> typed) {
        return ReservationForm.read(
                field -> typed.getOrDefault(field, List.of("")).get(0),
                field -> typed.getOrDefault(field, List.of()),
                wrong);
    }

    @Test
    void reservesNothingWhereNothingWasTyped() {
        assertThat(read(Map.of("reserveUnit", List.of("months")))).isEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void readsEveryPartAsTheSchemaHasIt() {
        var typed = new HashMap<String, List<String>>();
        typed.put("reserveTypes", List.of("background-verification"));
        typed.put("reservePurposes", List.of("roster", "audit"));
        typed.put("reserveBases", List.of("mandate"));
        typed.put("reservePointers", List.of("/elements/academic/*"));
        typed.put("reserveCeiling", List.of("unclassified"));
        typed.put("reserveFor", List.of(" 6 "));
        typed.put("reserveUnit", List.of("months"));
        typed.put("reserveOnward", List.of("prior-consent"));
        typed.put("reserveStatement", List.of(" In words. "));

        assertThat(read(typed).orElseThrow().toString())
                .isEqualTo(
                        "{\"recordTypes\":[\"background-verification\"],"
                                + "\"purposes\":[\"audit\",\"roster\"],\"legalBases\":[\"mandate\"],"
                                + "\"pointers\":[\"/elements/academic/*\"],\"ceiling\":\"unclassified\","
                                + "\"retention\":\"P6M\",\"onwardSharing\":\"prior-consent\","
                                + "\"statement\":\"In words.\"}");
        assertThat(wrong).isEmpty();
    }

    @Test
    void saysWhatIsNoTimeNoRuleOrTooLong() {
        var typed = new HashMap<String, List<String>>();
        typed.put("reserveFor", List.of("soon"));
        typed.put("reserveOnward", List.of("allowed"));
        typed.put("reserveStatement", List.of("x".repeat(2001)));

        assertThat(read(typed)).isEmpty();
        assertThat(wrong).containsOnlyKeys("reserveFor", "reserveOnward", "reserveStatement");
    }

    @Test
    void endsTheLinesOfAStatementInOneCharacterAndRefusesWhatDeceives() {
        var longest = "x".repeat(999) + "\r\n" + "𝒳".repeat(1000);

        assertThat(
                        read(Map.of("reserveStatement", List.of(longest)))
                                .orElseThrow()
                                .required("statement")
                                .stringValue())
                .isEqualTo(longest.replace("\r\n", "\n"));
        assertThat(read(Map.of("reserveStatement", List.of("a\u202Eb")))).isEmpty();
        assertThat(wrong).containsEntry("reserveStatement", "reserve.wrong.statement.plain");
    }

    @Test
    void putsWhatTheFrontDoorRefusesBesideItsField() {
        var refused =
                Problem.of(AgreementsProblem.RESERVATION_WIDENS, "It does not narrow.")
                        .withViolations(
                                List.of(
                                        new Problem.Violation(
                                                "/reservations/0/retention", "is long"),
                                        new Problem.Violation(
                                                "/reservations/0/pointers/3", "covers nothing"),
                                        new Problem.Violation("/elsewhere", "is not a part")));

        ReservationForm.refused(refused, wrong);

        assertThat(wrong)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "reserveFor", "reserve.wrong.retention",
                                "reservePointers", "reserve.wrong.pointers"));
    }
}
