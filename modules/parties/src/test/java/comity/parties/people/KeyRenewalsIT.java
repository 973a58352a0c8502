package comity.parties.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Problem;
import comity.parties.Custody;
import comity.parties.KeyUse;
import comity.parties.PartiesProblem;
import comity.parties.RegisteredKey;
import comity.trust.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRenewalsIT {

    private PeopleScene scene;

    @BeforeEach
    void open() {
        scene = PeopleScene.open();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private List<RegisteredKey> keys(String entity) {
        return scene.database().transactions().required(() -> scene.parties().keysOf(entity));
    }

    private SigningKey signing() {
        return scene.database()
                .transactions()
                .required(
                        () ->
                                scene.keptKeys()
                                        .key("WFP", KeyUse.AGREEMENT, scene.clock().instant())
                                        .orElseThrow());
    }

    private SignIn renew(Officer officer) {
        return scene.renewals()
                .renew(officer, KeyUse.AGREEMENT, PeopleScene.PASSWORD, PeopleScene.HERE);
    }

    @Test
    void anAdministratorHasAKeyMadeThatSignsFromNowOnAndTheOldOneStays() {
        var old = scene.keepFor("WFP");
        scene.clock().pass(Duration.ofDays(1));
        assertThat(scene.renewals().uses(scene.amina())).containsExactly(KeyUse.AGREEMENT);

        assertThat(renew(scene.amina())).isInstanceOf(SignIn.Accepted.class);

        var listed = keys("WFP");
        var made = listed.get(1);
        assertThat(listed).hasSize(2).startsWith(old);
        assertThat(made.custody()).isEqualTo(Custody.NODE);
        assertThat(made.uses()).containsExactly(KeyUse.AGREEMENT);
        assertThat(made.entry()).hasSize(43).isNotEqualTo(old.entry());
        assertThat(made.jwk().has("d")).isFalse();
        assertThat(listed).allMatch(key -> key.maySign(KeyUse.AGREEMENT, scene.clock().instant()));
        assertThat(signing().thumbprint()).isEqualTo(made.thumbprint());
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OPERATOR", mode = EnumSource.Mode.EXCLUDE)
    void noOtherRoleMay(Role role) {
        scene.keepFor("WFP");
        scene.put("officer", Map.of("WFP", Set.of(role)), true);
        var officer = scene.officer("officer", "WFP");

        if (role == Role.ADMINISTRATOR) {
            assertThat(renew(officer)).isInstanceOf(SignIn.Accepted.class);
        } else {
            assertThatThrownBy(() -> renew(officer)).isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() -> scene.renewals().uses(officer))
                    .isInstanceOf(NotPermitted.class);
            assertThat(keys("WFP")).hasSize(1);
        }
    }

    @Test
    void theOperatorMayNot() {
        scene.keepFor("WFP");
        scene.put("operator", Map.of(Person.NODE, Set.of(Role.OPERATOR)), true);
        var operator = scene.officer("operator", "WFP");

        assertThatThrownBy(() -> renew(operator)).isInstanceOf(NotPermitted.class);
        assertThat(keys("WFP")).hasSize(1);
    }

    @Test
    void anAdministratorOfAnotherEntityHasNoneMadeForIt() {
        scene.keepFor("WFP");
        scene.put(
                "both",
                Map.of("WFP", Set.of(Role.AUDITOR), "UNICEF", Set.of(Role.ADMINISTRATOR)),
                true);

        assertThatThrownBy(() -> renew(scene.officer("both", "WFP")))
                .isInstanceOf(NotPermitted.class);

        var elsewhere = scene.officer("both", "UNICEF");
        assertThat(scene.renewals().uses(elsewhere)).isEmpty();
        assertRefused(elsewhere, KeyUse.AGREEMENT);
        assertThat(keys("UNICEF")).isEmpty();
        assertThat(keys("WFP")).hasSize(1);
    }

    @Test
    void aWrongPasswordMakesNone() {
        scene.keepFor("WFP");

        assertThat(
                        scene.renewals()
                                .renew(
                                        scene.amina(),
                                        KeyUse.AGREEMENT,
                                        PeopleScene.WRONG,
                                        PeopleScene.HERE))
                .isEqualTo(new SignIn.Refused());
        assertThat(keys("WFP")).hasSize(1);
    }

    @Test
    void makesNoneOfAUseThatTheOperatorHasNotLetTheNodeKeep() {
        scene.keepFor("WFP");

        assertRefused(scene.amina(), KeyUse.RECORD);
        assertRefused(scene.amina(), KeyUse.HTTP);
        assertThat(keys("WFP")).hasSize(1);
    }

    private void assertRefused(Officer officer, KeyUse use) {
        var refused =
                catchThrowableOfType(
                        Problem.class,
                        () ->
                                scene.renewals()
                                        .renew(
                                                officer,
                                                use,
                                                PeopleScene.PASSWORD,
                                                PeopleScene.HERE));
        assertThat(refused.type()).isEqualTo(PartiesProblem.KEY_REFUSED);
    }
}
