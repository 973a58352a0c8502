package comity.parties.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.TrustException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often somebody may try, by the name and by the address. */
class SignInLimitsIT {

    private PeopleScene scene;

    @BeforeEach
    void open() {
        scene = PeopleScene.open();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void stopsCountingPasswordsAfterFiveAndKnownNamesLikeUnknown() {
        for (var name : List.of("amina", "nobody")) {
            for (int i = 0; i < Attempts.OF_NAME_FROM_ADDRESS; i++) {
                assertThat(scene.people().signIn(name, PeopleScene.WRONG, PeopleScene.HERE))
                        .isEqualTo(new SignIn.Refused());
            }
            assertThat(scene.people().signIn(name, PeopleScene.PASSWORD, PeopleScene.HERE))
                    .isEqualTo(new SignIn.Throttled(scene.clock().instant().plus(Attempts.WINDOW)));
        }
        assertThat(
                        scene.people()
                                .signIn("amina", PeopleScene.PASSWORD, PeopleScene.ELSEWHERE)
                                .person())
                .isPresent();
    }

    @Test
    void letsInAgainOnceTheWindowHasEnded() {
        for (int i = 0; i <= Attempts.OF_NAME_FROM_ADDRESS; i++) {
            scene.people().signIn("amina", PeopleScene.WRONG, PeopleScene.HERE);
        }
        scene.clock().pass(Attempts.WINDOW);

        assertThat(scene.people().signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE).person())
                .isPresent();
    }

    @Test
    void forgetsTheMistakesOfWhoeverSignsIn() {
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i < Attempts.OF_NAME_FROM_ADDRESS; i++) {
                scene.people().signIn("amina", PeopleScene.WRONG, PeopleScene.HERE);
            }
            assertThat(
                            scene.people()
                                    .signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE)
                                    .person())
                    .isPresent();
        }
    }

    /** Everybody behind one proxy has one address. */
    @Test
    void countsForTheAddressOnlyWhatLetNobodyIn() {
        for (int i = 1; i < Attempts.FROM_ADDRESS; i++) {
            scene.people().signIn("nobody-" + i, PeopleScene.WRONG, PeopleScene.HERE);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(
                            scene.people()
                                    .signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE)
                                    .person())
                    .isPresent();
        }

        scene.people().signIn("nobody-else", PeopleScene.WRONG, PeopleScene.HERE);

        assertThat(scene.people().signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE))
                .isInstanceOf(SignIn.Throttled.class);
    }

    @Test
    void countsWhoTriesByAProviderUnlessItBringsSomebodyIn() {
        for (int i = 0; i < Attempts.FROM_ADDRESS; i++) {
            assertThat(scene.people().mayTryElsewhere(PeopleScene.HERE)).isTrue();
        }
        assertThat(scene.people().mayTryElsewhere(PeopleScene.HERE)).isFalse();
        assertThat(scene.people().mayTryElsewhere(PeopleScene.ELSEWHERE)).isTrue();
        assertThat(scene.people().signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE).person())
                .isPresent();

        assertThat(scene.people().known("nobody", PeopleScene.HERE)).isEmpty();
        assertThat(scene.people().mayTryElsewhere(PeopleScene.HERE)).isFalse();
        assertThat(scene.people().known("amina", PeopleScene.HERE)).isPresent();
        assertThat(scene.people().mayTryElsewhere(PeopleScene.HERE)).isTrue();
    }

    @Test
    void countsEveryAttemptOfManyAtOnce() throws Exception {
        var tries = new ArrayList<Callable<SignIn>>();
        for (int i = 0; i < 3 * Attempts.OF_NAME_FROM_ADDRESS; i++) {
            tries.add(() -> scene.people().signIn("amina", PeopleScene.WRONG, PeopleScene.HERE));
        }
        var pool = Executors.newFixedThreadPool(tries.size());
        try {
            int refused = 0;
            for (var outcome : pool.invokeAll(tries)) {
                refused += outcome.get() instanceof SignIn.Refused ? 1 : 0;
            }
            assertThat(refused).isEqualTo(Attempts.OF_NAME_FROM_ADDRESS);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void keepsNeitherNamesNorAddressesOfWhoeverTried() {
        scene.people().signIn("nobody-in-particular", PeopleScene.WRONG, PeopleScene.HERE);

        List<?> kept =
                scene.database()
                        .transactions()
                        .required(
                                () ->
                                        scene.database()
                                                .entityManager()
                                                .createNativeQuery(
                                                        "select counted from parties_attempt")
                                                .getResultList());
        assertThat(kept).hasSize(3);
        assertThat(kept.toString()).doesNotContain("nobody", PeopleScene.HERE);

        scene.clock().pass(Attempts.WINDOW);
        assertThat(scene.people().purge()).isEqualTo(3);
    }

    @Test
    void changesNoPasswordForWhoeverDoesNotHaveTheOldOneAndCountsTheTries() {
        var officer = scene.amina();
        for (int i = 0; i < Attempts.OF_NAME_FROM_ADDRESS; i++) {
            assertThat(
                            scene.people()
                                    .changePassword(
                                            officer,
                                            PeopleScene.WRONG,
                                            PeopleScene.CHOSEN,
                                            PeopleScene.HERE))
                    .isEqualTo(new SignIn.Refused());
        }
        assertThat(
                        scene.people()
                                .changePassword(
                                        officer,
                                        PeopleScene.PASSWORD,
                                        PeopleScene.CHOSEN,
                                        PeopleScene.HERE))
                .isEqualTo(new SignIn.Throttled(scene.clock().instant().plus(Attempts.WINDOW)));
        assertThat(
                        scene.people()
                                .signIn("amina", PeopleScene.PASSWORD, PeopleScene.ELSEWHERE)
                                .person())
                .isPresent();
        assertThatThrownBy(
                        () ->
                                scene.people()
                                        .changePassword(
                                                officer,
                                                PeopleScene.PASSWORD,
                                                "elevenchars".toCharArray(),
                                                PeopleScene.ELSEWHERE))
                .isInstanceOf(TrustException.class);
        assertThat(
                        scene.people()
                                .signIn("amina", PeopleScene.PASSWORD, PeopleScene.ELSEWHERE)
                                .person())
                .isPresent();
    }
}
