package comity.agreements.decision;

import static comity.agreements.decision.Samples.addCategory;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PermissionsTest {

    private static final String ACADEMIC = "/elements/academic/*";

    private static Permissions permissions(Consumer<ObjectNode> change) {
        return permissions(change, Samples.classes());
    }

    private static Permissions permissions(
            Consumer<ObjectNode> change, SensitivityClasses classes) {
        return Permissions.of(
                Terms.of(terms(change)), List.of(), List.of(Samples.shape()), classes);
    }

    private static Permissions.Use use(String pointer, LegalBasis basis) {
        return new Permissions.Use(Samples.TYPE, pointer, "recruitment", basis);
    }

    private static void wide(ObjectNode terms) {
        category(terms).withArray("legalBases").add("mandate");
        terms.withArray("purposes").add("audit");
        addCategory(terms, "strictly-confidential", "/elements/misconduct");
    }

    /** The two are one rule: what is listed as permitted is what a decision permits. */
    @Test
    void saysWhatADecisionWouldSay() {
        var agreement = Samples.agreement(1, terms(PermissionsTest::wide));
        var facts = Samples.facts(agreement);
        var all = permissions(PermissionsTest::wide).all();

        // Five properties, two purposes, two legal bases.
        assertThat(all).hasSize(20);
        all.forEach(
                (use, permission) -> {
                    var decision =
                            DisclosurePolicy.decide(request(use, Optional.of(consent(use))), facts);
                    var why = decision instanceof Decision.Refused refused ? refused.why() : null;
                    if (permission.approval()) {
                        assertThat(decision.permitted()).as("%s", use).isEmpty();
                    } else if (permission.isPermitted()) {
                        assertThat(decision.permitted().orElseThrow().properties())
                                .as("%s", use)
                                .contains(use.pointer());
                        assertThat(
                                        DisclosurePolicy.decide(
                                                        request(use, Optional.empty()), facts)
                                                .permitted()
                                                .isEmpty())
                                .as("%s", use)
                                .isEqualTo(permission.consent());
                    } else {
                        assertThat(why).as("%s", use).isEqualTo(permission.why().orElseThrow());
                    }
                });
        assertThat(all.values())
                .anyMatch(Permission::approval)
                .anyMatch(Permission::consent)
                .anyMatch(each -> !each.isPermitted())
                .anyMatch(each -> each.isPermitted() && !each.consent());
    }

    private static DataRequest request(Permissions.Use use, Optional<Consent> consent) {
        return new DataRequest(
                "UNICEF",
                "WFP",
                use.type(),
                use.purpose(),
                use.basis(),
                consent,
                List.of(use.pointer()));
    }

    private static Consent consent(Permissions.Use use) {
        var given = Samples.consent();
        return new Consent(
                "C",
                Set.of(use.purpose()),
                Set.of("WFP"),
                given.givenAt(),
                given.expiresAt(),
                Optional.empty());
    }

    @Test
    void permitsNothingWithoutWhatIdentifies() {
        var permissions =
                permissions(
                        terms -> category(terms).putArray("pointers").add("/elements/academic"));

        assertThat(permissions.all().values()).noneMatch(Permission::isPermitted);
    }

    @Test
    void anUnknownConstraintPermitsNothing() {
        assertThat(permissions(terms -> terms.put("onlyOnWeekdays", true)).all()).isEmpty();
    }

    private static Permissions reserving(String reservation) {
        var reserved =
                Reservation.of("WFP", 0, Json.read(reservation.getBytes(StandardCharsets.UTF_8)));
        return Permissions.of(
                Terms.of(terms(PermissionsTest::wide)),
                List.of(reserved),
                List.of(Samples.shape()),
                Samples.classes());
    }

    @Test
    void aReservationOfTheTypeOrOneThatIsNotUnderstoodPermitsNothing() {
        assertThat(reserving("{\"statement\": \"None.\"}").all()).isNotEmpty();
        assertThat(reserving("{\"recordTypes\": [\"background-verification\"]}").all()).isEmpty();
        assertThat(reserving("{\"onlyOnWeekdays\": true}").all()).isEmpty();
    }

    @Test
    void reservationsNarrow() {
        var permissions =
                reserving("{\"pointers\": [\"/elements/academic\"], \"purposes\": [\"audit\"]}");

        assertThat(permissions.to(use(ACADEMIC, LegalBasis.MANDATE)).why())
                .contains(Why.PROPERTY_RESERVED);
        assertThat(permissions.all().keySet())
                .extracting(Permissions.Use::purpose)
                .containsOnly("recruitment");
    }

    @Test
    void tellsWhatPermitsLessAndWhatMore() {
        var before = permissions(terms -> category(terms).withArray("legalBases").add("mandate"));
        var after = permissions(terms -> addCategory(terms, "unclassified", "/elements/summary"));

        var changes = before.changesTo(after);

        assertThat(changes)
                .filteredOn(Permissions.Change::permitsLess)
                .extracting(Permissions.Change::use)
                .containsExactly(
                        use("/subject", LegalBasis.MANDATE),
                        use(ACADEMIC, LegalBasis.MANDATE),
                        use("/elements/employment/*", LegalBasis.MANDATE));
        assertThat(changes)
                .filteredOn(Permissions.Change::permitsMore)
                .extracting(Permissions.Change::use)
                .containsExactly(use("/elements/summary", LegalBasis.CONSENT));
        assertThat(before.changesTo(before)).isEmpty();
    }

    @Test
    void aNewConditionPermitsLess() {
        Consumer<ObjectNode> onMandate =
                terms -> category(terms).withArray("legalBases").add("mandate");
        var free = permissions(onMandate);
        for (var demanding :
                Map.of(
                                "consent",
                                Samples.controls(true, false, "P5Y"),
                                "approval",
                                Samples.controls(false, true, "P5Y"))
                        .values()) {
            var bound =
                    permissions(
                            onMandate,
                            Samples.classes(controls -> controls.put("confidential", demanding)));

            assertThat(free.changesTo(bound))
                    .isNotEmpty()
                    .allMatch(Permissions.Change::permitsLess)
                    .noneMatch(Permissions.Change::permitsMore);
            assertThat(bound.changesTo(free)).allMatch(Permissions.Change::permitsMore);
        }
    }
}
