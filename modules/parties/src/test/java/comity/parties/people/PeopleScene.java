package comity.parties.people;

import comity.kernel.Ids;
import comity.ledger.Ledger;
import comity.ledger.Log;
import comity.parties.EntityRegistration;
import comity.parties.KeptKeys;
import comity.parties.KeyUse;
import comity.parties.Parties;
import comity.parties.PartiesRows;
import comity.parties.RegisteredKey;
import comity.parties.Samples;
import comity.testing.TestDatabase;
import comity.trust.Digests;
import comity.trust.PasswordHash;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two entities, and amina who administers one of them, on a database of their own. */
final class PeopleScene implements AutoCloseable {

    static final char[] PASSWORD = "a password for tests".toCharArray();
    static final char[] CHOSEN = "a password of my own".toCharArray();
    static final char[] WRONG = "another password, no".toCharArray();
    static final String HERE = "192.0.2.1";
    static final String ELSEWHERE = "192.0.2.2";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Once: it takes its time on purpose. */
    static final PasswordHash HASH = hash();

    private final Samples.Clock clock = new Samples.Clock();
    private final TestDatabase database;
    private final Parties parties;
    private final People people;

    private PeopleScene() {
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
        parties = new Parties(database.entityManager(), ledger, clock);
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
    }

    static PeopleScene open() {
        var scene = new PeopleScene();
        scene.put("amina", Map.of("WFP", Set.of(Role.ADMINISTRATOR)), true);
        return scene;
    }

    /** Another hash of the password. */
    static PasswordHash hash() {
        return PasswordHash.make(PASSWORD, RANDOM);
    }

    People people() {
        return people;
    }

    Parties parties() {
        return parties;
    }

    KeptKeys keptKeys() {
        return new KeptKeys(database.entityManager(), parties, Samples.vault().envelope());
    }

    KeyRenewals renewals() {
        return new KeyRenewals(database.transactions(), people, keptKeys(), clock, RANDOM);
    }

    /** As an operator's file has it: the node keeps a key for acts. */
    RegisteredKey keepFor(String entity) {
        return database.transactions()
                .required(
                        () ->
                                keptKeys()
                                        .make(
                                                entity,
                                                KeyUse.AGREEMENT,
                                                Optional.empty(),
                                                Optional.empty(),
                                                RANDOM));
    }

    TestDatabase database() {
        return database;
    }

    Samples.Clock clock() {
        return clock;
    }

    Officer amina() {
        return officer("amina", "WFP");
    }

    Officer officer(String signIn, String entity) {
        var id = people.signIn(signIn, PASSWORD, HERE).person().orElseThrow().id();
        return people.officer(id, entity).orElseThrow();
    }

    /** A person of WFP, with the password {@link #PASSWORD} unless another was chosen. */
    void put(String signIn, Map<String, Set<Role>> roles, boolean active) {
        people.put(
                new PersonRegistration(signIn, "Amina Diallo", Locale.ENGLISH, "WFP", roles),
                HASH,
                active);
    }

    @Override
    public void close() {
        database.close();
    }
}
