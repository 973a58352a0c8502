package comity.parties.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import comity.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator says of people, over and over. */
class PeopleFileIT {

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
    void loadsTheOperatorsFileAgainAndAgain() {
        var file = new PeopleFile(scene.people(), scene.database().transactions());
        var json =
                """
                {"people": [{"signIn": "Bo.Li", "name": "Bo Li", "locale": "fr", "entity": "UNICEF",
                  "roles": {"UNICEF": ["signatory"], "WFP": ["auditor"]}, "operator": false,
                  "password": "%s"}]}
                """
                        .formatted(PeopleScene.HASH.text());
        for (int i = 0; i < 2; i++) {
            assertThat(file.load(Json.read(json.getBytes(StandardCharsets.UTF_8)))).isEqualTo(1);
        }

        var person =
                scene.people()
                        .signIn("bo.li", PeopleScene.PASSWORD, PeopleScene.HERE)
                        .person()
                        .orElseThrow();
        assertThat(person.locale()).isEqualTo(Locale.FRENCH);
        assertThat(person.rolesAt("WFP")).containsExactly(Role.AUDITOR);
        assertThat(scene.people().officer(person.id(), "WFP").map(Officer::entity))
                .isEqualTo(Optional.of("WFP"));
    }

    @Test
    void refusesAFileThatIsWrongWholeAndSaysWhere() {
        var file = new PeopleFile(scene.people(), scene.database().transactions());
        var json =
                """
                {"people": [
                  {"signIn": "first", "name": "First", "locale": "en", "entity": "WFP",
                   "roles": {"WFP": ["auditor"]}, "password": "%1$s"},
                  {"signIn": "second", "name": "Second", "locale": "en", "entity": "WFP",
                   "roles": {"WFP": ["emperor"]}, "password": "%1$s"}]}
                """
                        .formatted(PeopleScene.HASH.text());

        assertThatThrownBy(() -> file.load(Json.read(json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("/people/1/roles");
        assertThat(scene.people().isKnown("first")).isFalse();
    }

    @Test
    void saysWhosePlaceInTheFileItIsThatNamesAnEntityNobodyRegistered() {
        var file = new PeopleFile(scene.people(), scene.database().transactions());
        var json =
                """
                {"people": [
                  {"signIn": "first", "name": "First", "locale": "en", "entity": "WFP",
                   "roles": {"WFP": ["auditor"]}, "password": "%1$s"},
                  {"signIn": "second", "name": "Second", "locale": "en", "entity": "WFP",
                   "roles": {"NOBODY": ["auditor"]}, "password": "%1$s"}]}
                """
                        .formatted(PeopleScene.HASH.text());

        assertThatThrownBy(() -> file.load(Json.read(json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("/people/1.")
                .hasMessageContaining("register entities first");
        assertThat(scene.people().isKnown("first")).isFalse();
    }

    @Test
    void keepsAChosenPasswordUntilTheOperatorGivesAnother() {
        scene.people()
                .changePassword(
                        scene.amina(), PeopleScene.PASSWORD, PeopleScene.CHOSEN, PeopleScene.HERE);

        scene.put("amina", Map.of("WFP", Set.of(Role.AUDITOR)), true);
        assertThat(scene.people().signIn("amina", PeopleScene.CHOSEN, PeopleScene.HERE).person())
                .isPresent();

        scene.people()
                .put(
                        new PersonRegistration(
                                "amina",
                                "Amina Diallo",
                                Locale.ENGLISH,
                                "WFP",
                                Map.of("WFP", Set.of(Role.AUDITOR))),
                        PeopleScene.hash(),
                        true);
        assertThat(scene.people().signIn("amina", PeopleScene.CHOSEN, PeopleScene.HERE))
                .isEqualTo(new SignIn.Refused());
        assertThat(scene.people().signIn("amina", PeopleScene.PASSWORD, PeopleScene.HERE).person())
                .hasValueSatisfying(
                        person ->
                                assertThat(person.passwordNumber())
                                        .as("a session under the chosen one has ended")
                                        .isEqualTo(3));
    }

    @Test
    void refusesAnOperatorWhoHoldsARoleAtAnEntity() {
        var file = new PeopleFile(scene.people(), scene.database().transactions());
        var json =
                """
                {"people": [{"signIn": "both", "name": "Both", "locale": "en", "entity": "WFP",
                  "roles": {"WFP": ["auditor"]}, "operator": true, "password": "%s"}]}
                """
                        .formatted(PeopleScene.HASH.text());

        assertThatThrownBy(() -> file.load(Json.read(json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Problem.class)
                .hasMessageEndingWith(
                        "/people/0. Whoever operates the node holds no role at an entity.");
        assertThat(scene.people().isKnown("both")).isFalse();
    }
}
