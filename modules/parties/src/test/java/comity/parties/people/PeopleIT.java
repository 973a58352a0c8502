package comity.parties.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.ledger.Ledger;
import comity.ledger.Log;
import comity.parties.EntityRegistration;
import comity.parties.Parties;
import comity.parties.PartiesRows;
import comity.parties.Samples;
import comity.testing.TestDatabase;
import comity.trust.Digests;
import comity.trust.PasswordHash;
import comity.trust.TrustException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleIT {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] PASSWORD = "a password for tests".toCharArray();
    private static final char[] CHOSEN = "a password of my own".toCharArray();
    private static final char[] WRONG = "another password, no".toCharArray();

    /** Once: it takes its time on purpose. */
    private static final PasswordHash HASH = PasswordHash.make(PASSWORD, RANDOM);

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final Samples.Clock clock = new Samples.Clock();
    private TestDatabase database;
    private People people;

    @BeforeEach
    void open() {
        database = TestDatabase.open(List.of("ledger", "parties"), PartiesRows.all());
        var ids = new Ids(clock, RANDOM);
        var ledger =
                new Ledger(
                        database.entityManager(),
                        database.afterCommit(),
                        () -> {},
                        new Log(database.dataSource()),
                        ids,
                        RANDOM,
                        Duration.ofMinutes(5));
        var parties = new Parties(database.entityManager(), ledger, clock);
        people =
                new People(
                        database.entityManager(),
                        database.transactions(),
                        parties,
                        Digests::sha256Text,
                        clock,
                        ids,
                        RANDOM);
        for (var code : List.of("WFP", "UNICEF")) {
            database.transactions()
                    .required(
                            () ->
                                    parties.register(
                                            new EntityRegistration(
                                                    code,
                                                    code,
                                                    URI.create(
                                                            "https://"
                                                                    + code.toLowerCase(Locale.ROOT)
                                                                    + ".example/"),
                                                    Set.of())));
        }
        put("amina", Map.of("WFP", Set.of(Role.ADMINISTRATOR)), true);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void letsInWhoeverHasThePasswordByAnySpellingOfTheName() {
        var accepted = people.signIn(" AMINA ", PASSWORD, HERE);

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
        put("closed", Map.of("WFP", Set.of(Role.AUDITOR)), false);

        assertThat(people.signIn("amina", WRONG, HERE)).isEqualTo(new SignIn.Refused());
        assertThat(people.signIn("nobody", PASSWORD, HERE)).isEqualTo(new SignIn.Refused());
        assertThat(people.signIn("closed", PASSWORD, HERE)).isEqualTo(new SignIn.Refused());
    }

    @Test
    void stopsCountingPasswordsAfterFiveAndKnownNamesLikeUnknown() {
        for (var name : List.of("amina", "nobody")) {
            for (int i = 0; i < Attempts.OF_NAME_FROM_ADDRESS; i++) {
                assertThat(people.signIn(name, WRONG, HERE)).isEqualTo(new SignIn.Refused());
            }
            assertThat(people.signIn(name, PASSWORD, HERE))
                    .isEqualTo(new SignIn.Throttled(clock.instant().plus(Attempts.WINDOW)));
        }
        assertThat(people.signIn("amina", PASSWORD, ELSEWHERE).person()).isPresent();
    }

    @Test
    void letsInAgainOnceTheWindowHasEnded() {
        for (int i = 0; i <= Attempts.OF_NAME_FROM_ADDRESS; i++) {
            people.signIn("amina", WRONG, HERE);
        }
        clock.pass(Attempts.WINDOW);

        assertThat(people.signIn("amina", PASSWORD, HERE).person()).isPresent();
    }

    @Test
    void forgetsTheMistakesOfWhoeverSignsIn() {
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i < Attempts.OF_NAME_FROM_ADDRESS; i++) {
                people.signIn("amina", WRONG, HERE);
            }
            assertThat(people.signIn("amina", PASSWORD, HERE).person()).isPresent();
        }
    }

    @Test
    void aFormIsForThePersonAndTheEntityForWhichItWasShown() {
        put("both", Map.of("WFP", Set.of(Role.SIGNATORY), "UNICEF", Set.of(Role.AUDITOR)), true);
        put("other", Map.of("WFP", Set.of(Role.SIGNATORY)), true);
        var amina = people.known("both", HERE).orElseThrow();
        var other = people.known("other", HERE).orElseThrow();
        var seal = people.seal(new Officer(amina, "UNICEF"));

        assertThat(people.sealedFor(amina, seal)).contains("UNICEF");
        assertThat(people.sealedFor(other, seal)).isEmpty();
        assertThat(seal).isNotEqualTo(people.seal(new Officer(amina, "WFP")));
        assertThat(people.sealedFor(amina, "")).isEmpty();
    }

    @Test
    void countsWhoTriesByAProviderUnlessItBringsSomebodyIn() {
        for (int i = 0; i < Attempts.FROM_ADDRESS; i++) {
            assertThat(people.mayTryElsewhere(HERE)).isTrue();
        }
        assertThat(people.mayTryElsewhere(HERE)).isFalse();
        assertThat(people.mayTryElsewhere(ELSEWHERE)).isTrue();
        assertThat(people.signIn("amina", PASSWORD, HERE).person()).isPresent();

        assertThat(people.known("nobody", HERE)).isEmpty();
        assertThat(people.mayTryElsewhere(HERE)).isFalse();
        assertThat(people.known("amina", HERE)).isPresent();
        assertThat(people.mayTryElsewhere(HERE)).isTrue();
    }

    @Test
    void countsEveryAttemptOfManyAtOnce() throws Exception {
        var tries = new ArrayList<Callable<SignIn>>();
        for (int i = 0; i < 3 * Attempts.OF_NAME_FROM_ADDRESS; i++) {
            tries.add(() -> people.signIn("amina", WRONG, HERE));
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
        people.signIn("nobody-in-particular", WRONG, HERE);

        List<?> kept =
                database.transactions()
                        .required(
                                () ->
                                        database.entityManager()
                                                .createNativeQuery(
                                                        "select counted from parties_attempt")
                                                .getResultList());
        assertThat(kept).hasSize(3);
        assertThat(kept.toString()).doesNotContain("nobody", HERE);

        clock.pass(Attempts.WINDOW);
        assertThat(people.purge()).isEqualTo(3);
    }

    @Test
    void takesARoleAwayOnTheNextRequest() {
        var id = people.signIn("amina", PASSWORD, HERE).person().orElseThrow().id();
        people.officer(id, "WFP").orElseThrow().require(Role.ADMINISTRATOR);

        put("amina", Map.of("WFP", Set.of(Role.AUDITOR)), true);

        var officer = people.officer(id, "WFP").orElseThrow();
        assertThatThrownBy(() -> officer.require(Role.ADMINISTRATOR))
                .isInstanceOf(NotPermitted.class);
        put("amina", Map.of("WFP", Set.of(Role.AUDITOR)), false);
        assertThat(people.officer(id, "WFP")).isEmpty();
    }

    @Test
    void makesNobodyAnOfficerOfAnEntityThatIsNotTheirs() {
        var id = people.signIn("amina", PASSWORD, HERE).person().orElseThrow().id();

        var officer = people.officer(id, "UNICEF").orElseThrow();

        assertThat(officer.entity()).isEqualTo("WFP");
    }

    @Test
    void loadsTheOperatorsFileAgainAndAgain() {
        var file = new PeopleFile(people, database.transactions());
        var json =
                """
                {"people": [{"signIn": "Bo.Li", "name": "Bo Li", "locale": "fr", "entity": "UNICEF",
                  "roles": {"UNICEF": ["signatory"], "WFP": ["auditor"]}, "operator": true,
                  "password": "%s"}]}
                """
                        .formatted(HASH.text());
        for (int i = 0; i < 2; i++) {
            assertThat(file.load(Json.read(json.getBytes(StandardCharsets.UTF_8)))).isEqualTo(1);
        }

        var person = people.signIn("bo.li", PASSWORD, HERE).person().orElseThrow();
        assertThat(person.locale()).isEqualTo(Locale.FRENCH);
        assertThat(person.rolesAt("WFP")).containsExactlyInAnyOrder(Role.AUDITOR, Role.OPERATOR);
        assertThat(people.officer(person.id(), "WFP").map(Officer::entity))
                .isEqualTo(Optional.of("WFP"));
    }

    @Test
    void refusesAFileThatIsWrongWholeAndSaysWhere() {
        var file = new PeopleFile(people, database.transactions());
        var json =
                """
                {"people": [
                  {"signIn": "first", "name": "First", "locale": "en", "entity": "WFP",
                   "roles": {"WFP": ["auditor"]}, "password": "%1$s"},
                  {"signIn": "second", "name": "Second", "locale": "en", "entity": "WFP",
                   "roles": {"WFP": ["emperor"]}, "password": "%1$s"}]}
                """
                        .formatted(HASH.text());

        assertThatThrownBy(() -> file.load(Json.read(json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("/people/1/roles");
        assertThat(people.isKnown("first")).isFalse();
    }

    private Officer amina() {
        var id = people.signIn("amina", PASSWORD, HERE).person().orElseThrow().id();
        return people.officer(id, "WFP").orElseThrow();
    }

    @Test
    void countsThePasswordThatAPersonChoosesAndTheOldOneNoMore() {
        var officer = amina();

        var changed = people.changePassword(officer, PASSWORD, CHOSEN, HERE).person();

        assertThat(changed.orElseThrow().passwordNumber())
                .isEqualTo(officer.person().passwordNumber() + 1)
                .isEqualTo(people.person(officer.person().id()).orElseThrow().passwordNumber());
        assertThat(people.signIn("amina", PASSWORD, HERE)).isEqualTo(new SignIn.Refused());
        assertThat(people.signIn("amina", CHOSEN, HERE).person()).isPresent();
    }

    @Test
    void changesNoPasswordForWhoeverDoesNotHaveTheOldOneAndCountsTheTries() {
        var officer = amina();
        for (int i = 0; i < Attempts.OF_NAME_FROM_ADDRESS; i++) {
            assertThat(people.changePassword(officer, WRONG, CHOSEN, HERE))
                    .isEqualTo(new SignIn.Refused());
        }
        assertThat(people.changePassword(officer, PASSWORD, CHOSEN, HERE))
                .isEqualTo(new SignIn.Throttled(clock.instant().plus(Attempts.WINDOW)));
        assertThat(people.signIn("amina", PASSWORD, ELSEWHERE).person()).isPresent();
        assertThatThrownBy(
                        () ->
                                people.changePassword(
                                        officer, PASSWORD, "elevenchars".toCharArray(), ELSEWHERE))
                .isInstanceOf(TrustException.class);
        assertThat(people.signIn("amina", PASSWORD, ELSEWHERE).person()).isPresent();
    }

    @Test
    void ofTwoChangesAtOnceOnlyOneCounts() throws Exception {
        var officer = amina();
        var wanted = List.of(CHOSEN, "a third password here".toCharArray());
        var pool = Executors.newFixedThreadPool(2);
        try {
            var tries = new ArrayList<Callable<SignIn>>();
            for (var each : wanted) {
                tries.add(() -> people.changePassword(officer, PASSWORD, each, HERE));
            }
            var outcomes = new ArrayList<SignIn>();
            for (var outcome : pool.invokeAll(tries)) {
                outcomes.add(outcome.get());
            }
            assertThat(outcomes).containsOnlyOnce(new SignIn.Refused());
            for (int i = 0; i < 2; i++) {
                assertThat(people.signIn("amina", wanted.get(i), HERE).person().isPresent())
                        .isEqualTo(outcomes.get(i).person().isPresent());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void keepsAChosenPasswordUntilTheOperatorGivesAnother() {
        people.changePassword(amina(), PASSWORD, CHOSEN, HERE);

        put("amina", Map.of("WFP", Set.of(Role.AUDITOR)), true);
        assertThat(people.signIn("amina", CHOSEN, HERE).person()).isPresent();

        people.put(
                new PersonRegistration(
                        "amina",
                        "Amina Diallo",
                        Locale.ENGLISH,
                        "WFP",
                        Map.of("WFP", Set.of(Role.AUDITOR))),
                PasswordHash.make(PASSWORD, RANDOM),
                true);
        assertThat(people.signIn("amina", CHOSEN, HERE)).isEqualTo(new SignIn.Refused());
        assertThat(people.signIn("amina", PASSWORD, HERE).person())
                .hasValueSatisfying(
                        person ->
                                assertThat(person.passwordNumber())
                                        .as("a session under the chosen one has ended")
                                        .isEqualTo(3));
    }

    private void put(String signIn, Map<String, Set<Role>> roles, boolean active) {
        people.put(
                new PersonRegistration(signIn, "Amina Diallo", Locale.ENGLISH, "WFP", roles),
                HASH,
                active);
    }
}
