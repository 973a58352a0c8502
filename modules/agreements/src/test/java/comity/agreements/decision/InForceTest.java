package comity.agreements.decision;

import static comity.agreements.decision.Samples.NOW;
import static comity.agreements.decision.Samples.SIGNED;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class InForceTest {

    private static final ClassHistory CLASSES = ClassHistory.always(Samples.classes());

    private static void asItIs(ObjectNode terms) {}

    private static AgreementVersion version(int agreement, int number) {
        return new AgreementVersion(Samples.id(agreement), number);
    }

    /** Signed by WFP and another. */
    private static SignedAgreement with(
            String other, AgreementVersion version, Consumer<ObjectNode> change, Conduct conduct) {
        var terms =
                terms(
                        each -> {
                            each.putArray("parties").add(other).add("WFP");
                            change.accept(each);
                        });
        return new SignedAgreement(
                version,
                Terms.of(terms),
                Map.of(
                        other,
                        Signature.at(SIGNED, List.of()),
                        "WFP",
                        Signature.at(SIGNED, List.of())),
                Map.of(other, conduct));
    }

    private static SignedAgreement withUnicef(int agreement, int number) {
        return with("UNICEF", version(agreement, number), InForceTest::asItIs, Conduct.NONE);
    }

    private static void endsBeforeNow(ObjectNode terms) {
        terms.putObject("term").put("from", "2026-01-01").put("until", "2026-06-30");
    }

    private static void beginsAfterNow(ObjectNode terms) {
        terms.putObject("term").put("from", "2027-01-01");
    }

    @Test
    void whatChangedReplacesWhatItWas() {
        var before = InForce.of(1, CLASSES, List.of(withUnicef(1, 1), withUnicef(2, 1)));
        var suspended =
                with(
                        "UNICEF",
                        version(1, 1),
                        InForceTest::asItIs,
                        Conduct.NONE.suspended("UNICEF", SIGNED));
        var laterClasses = ClassHistory.always(Samples.classes());

        var after = before.with(2, laterClasses, List.of(suspended));

        assertThat(after.between("UNICEF", "WFP"))
                .extracting(Binding::version, each -> each.isSuspendedAt(NOW))
                .containsExactly(tuple(version(1, 1), true), tuple(version(2, 1), false));
        assertThat(after.epoch()).isEqualTo(2);
        assertThat(after.classes()).isSameAs(laterClasses);
        assertThat(after.agreements()).hasSize(2).contains(suspended);
        assertThat(before.between("UNICEF", "WFP")).noneMatch(each -> each.isSuspendedAt(NOW));
    }

    @Test
    void whatJoinsTwoStandsInTheOrderOfTheVersions() {
        var joined =
                InForce.of(1, CLASSES, List.of(withUnicef(3, 1)))
                        .with(2, CLASSES, List.of(withUnicef(1, 2)))
                        .with(3, CLASSES, List.of(withUnicef(1, 1), withUnicef(2, 1)));

        assertThat(joined.between("WFP", "UNICEF"))
                .extracting(Binding::version)
                .containsExactly(version(1, 1), version(1, 2), version(2, 1), version(3, 1));
    }

    @Test
    void namesTheIssuersThatMayDiscloseNow() {
        var inForce =
                InForce.of(
                        1,
                        CLASSES,
                        List.of(
                                withUnicef(1, 1),
                                with(
                                        "WHO",
                                        version(2, 1),
                                        InForceTest::asItIs,
                                        Conduct.NONE.suspended("WHO", SIGNED)),
                                with(
                                        "ILO",
                                        version(3, 1),
                                        InForceTest::asItIs,
                                        Conduct.NONE.ended(NOW)),
                                with(
                                        "FAO",
                                        version(4, 1),
                                        InForceTest::endsBeforeNow,
                                        Conduct.NONE),
                                with(
                                        "UNOPS",
                                        version(5, 1),
                                        InForceTest::beginsAfterNow,
                                        Conduct.NONE),
                                with(
                                        "UNHCR",
                                        version(6, 1),
                                        terms ->
                                                terms.putArray("flows")
                                                        .addObject()
                                                        .put("from", "WFP")
                                                        .put("to", "UNHCR"),
                                        Conduct.NONE)));

        assertThat(inForce.issuersFor("WFP", NOW)).containsExactly("UNICEF");
        assertThat(inForce.issuersFor("UNHCR", NOW)).containsExactly("WFP");
    }

    @Test
    void standingIsWhatBindsNowOrIsTo() {
        var inForce =
                InForce.of(
                        1,
                        CLASSES,
                        List.of(
                                withUnicef(1, 1),
                                withUnicef(1, 2),
                                with(
                                        "WHO",
                                        version(2, 1),
                                        InForceTest::asItIs,
                                        Conduct.NONE.suspended("WHO", SIGNED)),
                                with(
                                        "ILO",
                                        version(3, 1),
                                        InForceTest::asItIs,
                                        Conduct.NONE.ended(NOW)),
                                with(
                                        "UNOPS",
                                        version(5, 1),
                                        InForceTest::beginsAfterNow,
                                        Conduct.NONE)));

        assertThat(inForce.standing(NOW))
                .extracting(Binding::version)
                .containsExactlyInAnyOrder(version(1, 2), version(2, 1), version(5, 1));
    }

    @Test
    void aDraftIsSupposedToBindAllWhomItAdmitsAndEachOther() {
        var draft =
                Terms.of(
                        terms(each -> each.putObject("accession").putArray("eligible").add("WHO")));

        var supposed = InForce.of(4, CLASSES, List.of()).supposing(version(1, 1), draft);

        assertThat(supposed.epoch()).isEqualTo(4);
        assertThat(supposed.issuersFor("WFP", NOW)).containsExactly("UNICEF", "WHO");
        assertThat(supposed.issuersFor("WHO", NOW)).containsExactly("UNICEF", "WFP");
        assertThat(
                        supposed.decide(Samples.request("/elements/academic"), Samples.shape(), NOW)
                                .permitted())
                .isPresent();
    }
}
