package comity.agreements.decision;

import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TermsReaderTest {

    private static Terms read(Consumer<ObjectNode> change) {
        return Terms.of(terms(change));
    }

    @Test
    void accessionIsClosedUnlessItSaysToWhomItIsOpen() {
        assertThat(read(terms -> terms.remove("accession")).unknown()).isEmpty();
        assertThat(read(terms -> terms.put("accession", "closed")).unknown()).isEmpty();
        var open = read(terms -> terms.putObject("accession").putArray("eligible").add("WHO"));
        assertThat(open.unknown()).isEmpty();
        assertThat(open.eligible()).containsExactly("WHO");

        assertThat(read(terms -> terms.put("accession", "open")).unknown())
                .containsExactly("accession");
        assertThat(read(terms -> terms.putObject("accession").put("eligible", "all")).unknown())
                .containsExactly("accession");
        assertThat(
                        read(terms -> {
                                    var accession = terms.putObject("accession");
                                    accession.putArray("eligible").add("WHO");
                                    accession.put("until", "2027-01-01");
                                })
                                .unknown())
                .containsExactly("accession");
    }

    @Test
    void admitsPartiesAndWhoIsEligibleAndLetsThemOnlyDiscloseToEachOther() {
        var terms = read(each -> each.putObject("accession").putArray("eligible").add("WHO"));

        assertThat(terms.admits("WFP")).isTrue();
        assertThat(terms.admits("WHO")).isTrue();
        assertThat(terms.admits("ILO")).isFalse();
        assertThat(terms.letsFlow("WFP", "WHO")).isTrue();
        assertThat(terms.letsFlow("WFP", "ILO")).isFalse();
        assertThat(terms.letsFlow("ILO", "WFP")).isFalse();
        assertThat(terms.letsFlow("WFP", "WFP")).isFalse();
    }

    @Test
    void ofTwoCategoriesWithOnePointerTheFirstDecides() {
        var terms = read(each -> Samples.addCategory(each, "unclassified", "/elements/academic"));

        assertThat(terms.categoryOf("/elements/academic/*").orElseThrow().clause().name())
                .isEqualTo("categories/0");
    }

    @Test
    void whatIsNotUnderstoodIsUnknownAndHasTheNarrowestValue() {
        var sharing = read(terms -> terms.put("onwardSharing", "sometimes"));
        assertThat(sharing.onwardSharing()).isEqualTo(OnwardSharing.PROHIBITED);
        assertThat(sharing.unknown()).containsExactly("onwardSharing");
        assertThat(read(terms -> terms.remove("onwardSharing")).onwardSharing())
                .isEqualTo(OnwardSharing.PROHIBITED);

        for (var period : new String[] {"a while", "-P1Y", "P0D"}) {
            var retention = read(terms -> terms.put("retention", period));
            assertThat(retention.retention()).as(period).isEqualTo(Period.ZERO);
            assertThat(retention.unknown()).as(period).containsExactly("retention");
        }

        var term = read(terms -> terms.putObject("term").put("from", "soon"));
        assertThat(term.term())
                .isEqualTo(new Terms.Term(LocalDate.EPOCH, Optional.of(LocalDate.EPOCH)));
        assertThat(term.unknown()).containsExactly("term");

        var hours = read(terms -> terms.put("breachNoticeHours", "soon"));
        assertThat(hours.breachNoticeHours()).isEqualTo(OptionalInt.empty());
        assertThat(hours.unknown()).containsExactly("breachNoticeHours");

        assertThat(read(terms -> category(terms).put("approval", "anybody")).unknown())
                .containsExactly("categories/0/approval");
    }

    @Test
    void aReviewBindsNoDisclosureSoThatItIsLeftOutWhereItIsNotUnderstood() {
        assertThat(read(terms -> {}).review()).isEmpty();
        assertThat(read(terms -> terms.putObject("review").put("every", "P1Y")).review())
                .contains(new Terms.Review(Period.ofYears(1), Optional.empty()));
        assertThat(
                        read(terms ->
                                        terms.putObject("review")
                                                .put("every", "P6M")
                                                .put("first", "2026-03-01"))
                                .review())
                .contains(
                        new Terms.Review(
                                Period.ofMonths(6), Optional.of(LocalDate.of(2026, 3, 1))));
        var misread = read(terms -> terms.putObject("review").put("every", "often"));
        assertThat(misread.review()).isEmpty();
        assertThat(misread.unknown()).isEmpty();
    }
}
