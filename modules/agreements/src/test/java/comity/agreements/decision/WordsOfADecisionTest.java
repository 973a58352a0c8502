package comity.agreements.decision;

import static comity.agreements.decision.Samples.agreement;
import static comity.agreements.decision.Samples.facts;
import static comity.agreements.decision.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsOfADecisionTest {

    @Test
    void eachReasonSaysWhatItMeansInWordsOfItsOwn() {
        var meanings = Arrays.stream(Why.values()).map(Why::meaning).toList();

        assertThat(meanings)
                .doesNotHaveDuplicates()
                .allSatisfy(each -> assertThat(each).isNotBlank());
    }

    @Test
    void aClauseIsWrittenByItsName() {
        assertThat(Clause.FLOWS).hasToString("flows");
        assertThat(Clause.ofCategory(3)).hasToString("categories/3");
    }

    @Test
    void aRefusalSaysAtWhichPropertyAnAgreementFellShort() {
        var refused =
                DisclosurePolicy.decide(
                        request("/elements/summary"), facts(agreement(terms -> {})));

        assertThat(refused.toJson().at("/misses/0/pointer").stringValue())
                .isEqualTo("/elements/summary");
    }

    @Test
    void aClassAllowsAnyOfWhatIsAgreedIfItAllowsOne() {
        var audits =
                new SensitivityClass.Controls(
                        false,
                        false,
                        false,
                        Optional.empty(),
                        OnwardSharing.ALLOWED,
                        Set.of("audit"),
                        OptionalInt.empty());

        assertThat(audits.allowsAny(List.of("recruitment", "audit"))).isTrue();
        assertThat(audits.allowsAny(List.of("recruitment"))).isFalse();
        assertThat(SensitivityClass.Controls.NONE.allowsAny(List.of("recruitment"))).isTrue();
    }
}
