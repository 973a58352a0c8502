package comity.parties.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleIT {

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
    void letsInWhoeverHasThePasswordByAnySpellingOfTheName() {
        var accepted = scene.people().signIn(" AMINA ", PeopleScene.PASSWORD, PeopleScene.HERE);

        assertThat(accepted.person())
                .hasValueSatisfying(
                        person -> {
                            assertThat(person.signIn()).isEqualTo("amina");
                            assertThat(person.entity()).isEqualTo("WFP");
                            assertThat(person.rolesAt("WFP")).containsExactly(Role.ADMINISTRATOR);
                            assertThat(person.rolesAt("UNICEF")).isEmpty();
                        });
    }

    @Test
    void refusesAWrongPasswordAnUnknownNameAndAClosedAccountAlike() {
        scene.put("closed", Map.of("WFP", Set.of(Role.AUDITOR)), false);

        assertThat(scene.people().signIn("amina", PeopleScene.WRONG, PeopleScene.HERE))
                .isEqualTo(new SignIn.Refused());
        assertThat(scene.people().signIn("nobody", PeopleScene.PASSWORD, PeopleScene.HERE))
                .isEqualTo(new SignIn.Refused());
        assertThat(scene.people().signIn("closed", PeopleScene.PASSWORD, PeopleScene.HERE))
                .isEqualTo(new SignIn.Refused());
    }

    @Test
    void aFormIsForThePersonAndTheEntityForWhichItWasShown() {
        scene.put(
                "both",
                Map.of("WFP", Set.of(Role.SIGNATORY), "UNICEF", Set.of(Role.AUDITOR)),
                true);
        var amina = scene.people().known("both", PeopleScene.HERE).orElseThrow();
        var seal = scene.people().seal(new Officer(amina, "UNICEF"));

        assertThat(scene.people().shownTo(seal)).contains(new ShownTo(amina.id(), "UNICEF"));
        assertThat(seal).isNotEqualTo(scene.people().seal(new Officer(amina, "WFP")));
    }

    @Test
    void knowsNoFormThatItDidNotShow() {
        scene.put("one", Map.of("WFP", Set.of(Role.SIGNATORY)), true);
        scene.put("other", Map.of("WFP", Set.of(Role.SIGNATORY)), true);
        var one = scene.people().known("one", PeopleScene.HERE).orElseThrow();
        var other = scene.people().known("other", PeopleScene.HERE).orElseThrow();
        var seal = scene.people().seal(new Officer(one, "WFP"));

        for (var forged :
                List.of(
                        "",
                        "..",
                        "one.WFP." + "A".repeat(43),
                        seal + ".",
                        seal.substring(0, seal.length() - 1),
                        seal.toUpperCase(Locale.ROOT),
                        seal.replace(".WFP.", ".UNICEF."),
                        seal.replace(one.id().toString(), other.id().toString()))) {
            assertThat(scene.people().shownTo(forged)).as(forged).isEmpty();
        }
    }

    @Test
    void whoOperatesTheNodeIsNobodysOfficerWhateverTheTableSays() {
        var both =
                new Person(
                        new UUID(0, 1),
                        "both",
                        "Both",
                        Locale.ENGLISH,
                        "WFP",
                        Person.sorted(
                                Map.of(
                                        Person.NODE,
                                        Set.of(Role.OPERATOR),
                                        "WFP",
                                        Set.of(Role.AUDITOR),
                                        "UNICEF",
                                        Set.of(Role.SIGNATORY))),
                        true,
                        1);

        assertThat(both.rolesAt("WFP")).containsExactly(Role.OPERATOR);
        assertThat(both.actsFor("UNICEF")).isFalse();
    }

    @Test
    void takesARoleAwayOnTheNextRequest() {
        var id =
                scene.people()
                        .signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE)
                        .person()
                        .orElseThrow()
                        .id();
        scene.people().officer(id, "WFP").orElseThrow().require(Role.ADMINISTRATOR);

        scene.put("amina", Map.of("WFP", Set.of(Role.AUDITOR)), true);

        var officer = scene.people().officer(id, "WFP").orElseThrow();
        assertThatThrownBy(() -> officer.require(Role.ADMINISTRATOR))
                .isInstanceOf(NotPermitted.class);
        scene.put("amina", Map.of("WFP", Set.of(Role.AUDITOR)), false);
        assertThat(scene.people().officer(id, "WFP")).isEmpty();
    }

    @Test
    void makesNobodyAnOfficerOfAnEntityThatIsNotTheirs() {
        var id =
                scene.people()
                        .signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE)
                        .person()
                        .orElseThrow()
                        .id();

        var officer = scene.people().officer(id, "UNICEF").orElseThrow();

        assertThat(officer.entity()).isEqualTo("WFP");
    }

    @Test
    void countsThePasswordThatAPersonChoosesAndTheOldOneNoMore() {
        var officer = scene.amina();

        var changed =
                scene.people()
                        .changePassword(
                                officer, PeopleScene.PASSWORD, PeopleScene.CHOSEN, PeopleScene.HERE)
                        .person();

        assertThat(changed.orElseThrow().passwordNumber())
                .isEqualTo(officer.person().passwordNumber() + 1)
                .isEqualTo(
                        scene.people()
                                .person(officer.person().id())
                                .orElseThrow()
                                .passwordNumber());
        assertThat(scene.people().signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE))
                .isEqualTo(new SignIn.Refused());
        assertThat(scene.people().signIn("amina", PeopleScene.CHOSEN, PeopleScene.HERE).person())
                .isPresent();
    }

    @Test
    void ofTwoChangesAtOnceOnlyOneCounts() throws Exception {
        var officer = scene.amina();
        var wanted = List.of(PeopleScene.CHOSEN, "a third password here".toCharArray());
        var pool = Executors.newFixedThreadPool(2);
        try {
            var tries = new ArrayList<Callable<SignIn>>();
            for (var each : wanted) {
                tries.add(
                        () ->
                                scene.people()
                                        .changePassword(
                                                officer,
                                                PeopleScene.PASSWORD,
                                                each,
                                                PeopleScene.HERE));
            }
            var outcomes = new ArrayList<SignIn>();
            for (var outcome : pool.invokeAll(tries)) {
                outcomes.add(outcome.get());
            }
            assertThat(outcomes).containsOnlyOnce(new SignIn.Refused());
            for (int i = 0; i < 2; i++) {
                assertThat(
                                scene.people()
                                        .signIn("amina", wanted.get(i), PeopleScene.HERE)
                                        .person()
                                        .isPresent())
                        .isEqualTo(outcomes.get(i).person().isPresent());
            }
        } finally {
            pool.shutdown();
        }
    }
}
