package comity.agreements.sensitivity;

import static comity.agreements.sensitivity.ScaleTest.DEFAULT;
import static comity.agreements.sensitivity.ScaleTest.TYPE;
import static comity.agreements.sensitivity.ScaleTest.named;
import static comity.agreements.sensitivity.ScaleTest.raise;
import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.SensitivityClass;
import comity.agreements.decision.SensitivityClass.Controls;
import comity.schema.Schemas;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScaleChangeTest {

    private static final ScaleRules RULES = ScaleRules.of(Schemas.published());

    private static ScaleChange change(Scale before, Scale after) {
        return new ScaleChange(before, after, RULES.shapes().values());
    }

    /** What a class demands when all that it demands is the control of changes, or nothing. */
    private static Controls controls(boolean secondPerson) {
        return new Controls(
                false,
                false,
                secondPerson,
                Optional.empty(),
                OnwardSharing.ALLOWED,
                Set.of(),
                OptionalInt.empty());
    }

    private static Scale with(Scale scale, String code, Controls controls) {
        var was = scale.classOf(code).orElseThrow();
        return scale.with(
                new NamedClass(
                        new SensitivityClass(code, was.level().rank(), controls),
                        was.names(),
                        was.guidance()));
    }

    /** The default set without the control, but for one class. */
    private static Scale guarding(String... guarded) {
        var scale = DEFAULT;
        for (var each : DEFAULT.classes()) {
            scale = with(scale, each.code(), controls(Set.of(guarded).contains(each.code())));
        }
        return scale;
    }

    @Test
    void aRaiseMovesTheProperties() {
        var after = DEFAULT.with(raise("/elements", "strictly-confidential"));

        assertThat(change(DEFAULT, after).properties())
                .containsExactly(
                        new PropertyChange(
                                TYPE,
                                "/elements/academic/*",
                                "confidential",
                                "strictly-confidential"),
                        new PropertyChange(
                                TYPE,
                                "/elements/employment/*",
                                "confidential",
                                "strictly-confidential"));
        assertThat(change(DEFAULT, after).classes()).isEmpty();
        assertThat(change(DEFAULT, DEFAULT).properties()).isEmpty();
    }

    @Test
    void aControlConcernsThePropertiesOfItsClass() {
        var after = with(DEFAULT, "strictly-confidential", controls(true));

        assertThat(change(DEFAULT, after).properties())
                .extracting(PropertyChange::pointer)
                .containsExactly("/elements/misconduct/*", "/elements/suitability/*");
        assertThat(change(DEFAULT, after).classes())
                .containsExactly(
                        new ClassChange(
                                "strictly-confidential",
                                ClassChange.Kind.CHANGED,
                                Set.of("consent", "approval", "onwardSharing")));
    }

    @Test
    void anotherSetChangesEverything() {
        var change = change(DEFAULT, ScaleSets.named(ScaleSets.HUMANITARIAN));

        assertThat(change.classes()).hasSize(7);
        assertThat(change.properties()).hasSize(5);
        assertThat(change.needsSecondPerson()).isTrue();
    }

    @Test
    void whatTouchesAClassThatDemandsItNeedsASecondPerson() {
        var raise = raise("/elements/academic", "strictly-confidential");
        var none = guarding();
        var left = guarding("confidential");
        var entered = guarding("strictly-confidential");
        var other = guarding("unclassified");

        assertThat(change(none, none.with(raise)).needsSecondPerson()).isFalse();
        assertThat(change(left, left.with(raise)).needsSecondPerson()).isTrue();
        assertThat(change(entered, entered.with(raise)).needsSecondPerson()).isTrue();
        assertThat(change(other, other.with(raise)).needsSecondPerson()).isFalse();
        assertThat(change(none.with(raise), none).needsSecondPerson()).isFalse();
    }

    @Test
    void theControlItselfIsNotTakenAwayByOnePerson() {
        assertThat(change(guarding("confidential"), guarding()).needsSecondPerson()).isTrue();
        assertThat(change(guarding(), guarding("confidential")).needsSecondPerson()).isTrue();
    }

    @Test
    void aClassThatIsAddedOrRemovedIsTouched() {
        var added = guarding().with(named("secret", 30, controls(true)));

        assertThat(change(guarding(), added).needsSecondPerson()).isTrue();
        assertThat(change(added, guarding()).needsSecondPerson()).isTrue();
        assertThat(
                        change(guarding(), guarding().with(named("secret", 30, controls(false))))
                                .needsSecondPerson())
                .isFalse();
    }

    @Test
    void aRaiseThatChangesNoPropertyYetTouchesItsClass() {
        var scale =
                guarding("strictly-confidential").with(raise("/elements", "strictly-confidential"));

        var again = scale.with(raise("/elements/academic", "strictly-confidential"));

        assertThat(change(scale, again).properties()).isEmpty();
        assertThat(change(scale, again).needsSecondPerson()).isTrue();
    }
}
