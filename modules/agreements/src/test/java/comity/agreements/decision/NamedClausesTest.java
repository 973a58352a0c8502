package comity.agreements.decision;

import static comity.agreements.decision.Samples.NOW;
import static comity.agreements.decision.Samples.addCategory;
import static comity.agreements.decision.Samples.agreement;
import static comity.agreements.decision.Samples.facts;
import static comity.agreements.decision.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which clauses a decision names. */
class NamedClausesTest {

    private static List<String> clauses(String... want) {
        var decision =
                DisclosurePolicy.decide(
                        request(want),
                        facts(
                                agreement(
                                        terms ->
                                                addCategory(
                                                        terms,
                                                        "unclassified",
                                                        "/elements/summary"))));
        return decision.permitted().orElseThrow().clauses().stream().map(Clause::name).toList();
    }

    @Test
    void onlyTheCategoriesByWhichSomethingIsPermitted() {
        assertThat(clauses("/elements/academic"))
                .containsExactly("recordTypes", "purposes", "categories/0");
        assertThat(clauses("/elements/summary"))
                .containsExactly("recordTypes", "purposes", "categories/0", "categories/1");
    }

    @Test
    void theCategoriesWhereATypeHasNothingToDisclose() {
        var bare = new RecordShape(Samples.TYPE, List.of());
        var facts = Facts.of(NOW, bare, Samples.classes(), List.of(agreement(terms -> {})));

        var refused = (Decision.Refused) DisclosurePolicy.decide(request(), facts);

        assertThat(refused.clause()).isEqualTo(Clause.CATEGORIES);
        assertThat(refused.why()).isEqualTo(Why.NOT_COVERED);
        assertThat(refused.misses())
                .containsExactly(
                        new NearestMiss(
                                new AgreementVersion(Samples.id(1), 1),
                                Clause.CATEGORIES,
                                Why.NOT_COVERED,
                                Optional.empty()));
    }
}
