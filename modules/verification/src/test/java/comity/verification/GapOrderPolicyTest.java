package comity.verification;

import static org.assertj.core.api.Assertions.assertThat;

import comity.exchange.RecordType.Assessment;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class GapOrderPolicyTest {

    @Test
    void recognisesADegreeHoweverOldTheCheckIs() {
        var order =
                GapOrderPolicy.assess(
                        Samples.assessmentOf(
                                "'academic': [{'id': 'a1', 'performedAt': '2001-01-01', 'outcome': 'verified'}]"));

        assertThat(ids(order, "covered")).containsExactly("a1");
        assertThat(order.get("covered").get(0).get("issuer").stringValue()).isEqualTo("UNICEF");
    }

    @Test
    void recognisesAClosedEmployment() {
        var order =
                GapOrderPolicy.assess(
                        Samples.assessmentOf(
                                "'employment': [{'id': 'e1', 'performedAt': '2020-01-01', 'from': '2010-01-01',"
                                        + " 'to': '2012-01-01', 'outcome': 'verified'}]"));

        assertThat(ids(order, "covered")).containsExactly("e1");
    }

    @Test
    void anOpenEmploymentIsStaleFromTheDayAfterTheCheck() {
        var element =
                "'employment': [{'id': 'e1', 'performedAt': '%s', 'from': '2010-01-01', 'outcome': 'verified'}]";

        var onTheDay = GapOrderPolicy.assess(Samples.assessmentOf(element.formatted("2026-11-21")));
        var theDayAfter =
                GapOrderPolicy.assess(Samples.assessmentOf(element.formatted("2026-11-20")));

        assertThat(ids(onTheDay, "covered")).containsExactly("e1");
        assertThat(ids(theDayAfter, "covered")).isEmpty();
        assertThat(theDayAfter.get("stale").get(0).get("why").stringValue())
                .isEqualTo("open-employment");
        assertThat(ordered(theDayAfter)).contains("employment");
    }

    @Test
    void neverRecognisesAMisconductCheckAsCurrent() {
        var order =
                GapOrderPolicy.assess(
                        Samples.assessmentOf(
                                "'misconduct': [{'id': 'm1', 'performedAt': '2026-11-21', 'outcome': 'no_match'}]"));

        assertThat(ids(order, "covered")).isEmpty();
        assertThat(ids(order, "stale")).containsExactly("m1");
        assertThat(ordered(order)).contains("misconduct");
    }

    @Test
    void refersToTheIssuerInsteadOfOrderingWhatWasAdverse() {
        var order =
                GapOrderPolicy.assess(
                        Samples.assessmentOf(
                                "'academic': [{'id': 'a1', 'performedAt': '2026-01-01',"
                                        + " 'outcome': 'adverse_refer_to_issuer'}]"));

        assertThat(ids(order, "refer")).containsExactly("a1");
        assertThat(ordered(order)).doesNotContain("academic");
    }

    @Test
    void ordersWhatCouldNotBeEstablished() {
        var order =
                GapOrderPolicy.assess(
                        Samples.assessmentOf(
                                "'academic': [{'id': 'a1', 'performedAt': '2026-01-01',"
                                        + " 'outcome': 'unable_to_contact'}]"));

        assertThat(order.get("stale").get(0).get("why").stringValue()).isEqualTo("not-established");
        assertThat(ordered(order)).contains("academic");
    }

    @Test
    void ordersEverythingThatIsWantedWhenNothingWasDisclosed() {
        var order = GapOrderPolicy.assess(new Assessment(List.of(), List.of(), Samples.TODAY));

        assertThat(ordered(order))
                .containsExactly("misconduct", "academic", "employment", "suitability");
    }

    @Test
    void speaksOnlyOfWhatWasWanted() {
        var order =
                GapOrderPolicy.assess(
                        new Assessment(List.of("/elements/academic"), List.of(), Samples.TODAY));

        assertThat(ordered(order)).containsExactly("academic");
    }

    private static List<String> ids(ObjectNode order, String list) {
        return order.get(list).valueStream().map(line -> line.get("id").stringValue()).toList();
    }

    private static List<String> ordered(ObjectNode order) {
        return order.get("order")
                .valueStream()
                .map(line -> line.get("element").stringValue())
                .toList();
    }
}
