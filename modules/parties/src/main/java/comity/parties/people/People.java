package comity.parties.people;

import comity.kernel.Ids;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.kernel.persistence.Transactions;
import comity.parties.Parties;
import comity.trust.PasswordHash;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/**
 * The front door to people: accounts, roles, signing in. Each method is a transaction, or joins.
 */
public final class People {

    /** Hashing a password takes a good part of a second: strangers may not take every processor. */
    private static final int HASHED_AT_ONCE = 2;

    private final EntityManager database;
    private final Transactions transactions;
    private final Parties parties;
    private final UnaryOperator<String> digest;
    private final Attempts attempts;
    private final InstantSource clock;
    private final Ids ids;
    private final SecureRandom random;
    private final Semaphore hashing = new Semaphore(HASHED_AT_ONCE, true);

    /**
     * @param digest keyed, by which attempts are counted without keeping names or addresses, and
     *     forms are sealed; at most 43 characters
     */
    public People(
            EntityManager database,
            Transactions transactions,
            Parties parties,
            UnaryOperator<String> digest,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        this.database = database;
        this.transactions = transactions;
        this.parties = parties;
        this.digest = digest;
        this.attempts = new Attempts(database, digest);
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /**
     * Registers a person, or makes the one with this sign-in name what is said here.
     *
     * @param password as the operator gives it: one that the person has chosen since stays, until
     *     another is given
     * @param active false closes the account: whoever is signed in with it is not on the next
     *     request
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if an entity is not registered
     */
    public Person put(PersonRegistration registration, PasswordHash password, boolean active) {
        return transactions.required(
                () -> {
                    requireKnown(registration.entity());
                    registration.roles().keySet().stream()
                            .filter(code -> !code.equals(Person.NODE))
                            .forEach(this::requireKnown);
                    var row =
                            bySignIn(registration.signIn())
                                    .orElseGet(
                                            () ->
                                                    new PersonRow(
                                                            ids.next(),
                                                            registration,
                                                            password.text(),
                                                            Times.now(clock)));
                    database.persist(row);
                    // Whoever changes the password at the same time comes before or after.
                    database.flush();
                    database.refresh(row, LockModeType.PESSIMISTIC_WRITE);
                    row.replace(registration, password.text(), active);
                    database.createQuery("delete from RoleRow r where r.person = :person")
                            .setParameter("person", row.id())
                            .executeUpdate();
                    registration
                            .roles()
                            .forEach(
                                    (entity, held) ->
                                            held.forEach(
                                                    role ->
                                                            database.persist(
                                                                    new RoleRow(
                                                                            row.id(), entity,
                                                                            role))));
                    database.flush();
                    return row.toPerson(registration.roles());
                });
    }

    /** Whether anybody has this sign-in name. Not for strangers. */
    public boolean isKnown(String signIn) {
        return transactions.required(() -> bySignIn(PersonRegistration.normal(signIn)).isPresent());
    }

    /**
     * Whom a provider of identities vouches for: the person with exactly this sign-in name, if the
     * account is open. Who is known has not used up an attempt.
     *
     * @param address of the one who tries, as in {@link #mayTryElsewhere}
     */
    public Optional<Person> known(String signIn, String address) {
        return transactions.required(
                () -> {
                    var known = bySignIn(signIn).flatMap(row -> person(row.id()));
                    known.ifPresent(any -> attempts.takeBackElsewhere(address));
                    return known;
                });
    }

    /**
     * Counts an attempt to sign in by a provider of identities, before the provider is asked.
     *
     * @param address of the one who tries
     * @return whether so many may be made from there
     */
    public boolean mayTryElsewhere(String address) {
        return transactions
                .requiresNew(() -> attempts.countElsewhere(address, Times.now(clock)))
                .isEmpty();
    }

    /**
     * Tries to sign in. What it answers, and how long that takes, is the same for a wrong password
     * and for a name that nobody has. Not to be called in a transaction, which would wait for the
     * password's hash.
     *
     * @param address of the one who tries
     */
    public SignIn signIn(String name, char[] password, String address) {
        var normal = PersonRegistration.normal(name);
        var throttled =
                transactions.requiresNew(() -> attempts.count(normal, address, Times.now(clock)));
        if (throttled.isPresent()) {
            return new SignIn.Throttled(throttled.get());
        }
        var row = transactions.requiresNew(() -> bySignIn(normal));
        var hash = row.map(known -> PasswordHash.of(known.password()));
        boolean matches = matches(hash, password);
        if (!matches || row.isEmpty() || !row.get().isActive()) {
            return new SignIn.Refused();
        }
        return transactions.requiresNew(
                () -> {
                    attempts.forgive(normal, address);
                    return person(row.get().id())
                            // Not if another password was chosen while this one was hashed.
                            .filter(is -> is.passwordNumber() == row.get().passwordNumber())
                            .<SignIn>map(SignIn.Accepted::new)
                            .orElseGet(SignIn.Refused::new);
                });
    }

    /**
     * Whether it is still the same person, before an act that counts: throttled as a sign-in is.
     *
     * @return {@link SignIn.Accepted} for the officer's own password
     */
    public SignIn confirm(Officer officer, char[] password, String address) {
        return signIn(officer.person().signIn(), password, address);
    }

    /**
     * Another password in place of the officer's own. Every session that began under the old one
     * has ended then. Throttled as a sign-in is; not to be called in a transaction.
     *
     * @param wanted {@link PasswordHash#SHORTEST} to {@link PasswordHash#LONGEST} characters
     * @return {@link SignIn.Accepted} if it is done
     * @throws comity.trust.TrustException {@code password-length}, once the old one was right
     */
    public SignIn changePassword(Officer officer, char[] old, char[] wanted, String address) {
        var tried = confirm(officer, old, address);
        if (tried.person().isEmpty()) {
            return tried;
        }
        int known = tried.person().get().passwordNumber();
        var hash = hashed(wanted);
        return transactions.requiresNew(
                () -> {
                    var id = officer.person().id();
                    var row = database.find(PersonRow.class, id, LockModeType.PESSIMISTIC_WRITE);
                    if (row == null || !row.isActive() || row.passwordNumber() != known) {
                        return new SignIn.Refused();
                    }
                    row.choose(hash.text());
                    return new SignIn.Accepted(row.toPerson(rolesOf(id)));
                });
    }

    private PasswordHash hashed(char[] password) {
        hashing.acquireUninterruptibly();
        try {
            return PasswordHash.make(password, random);
        } finally {
            hashing.release();
        }
    }

    private boolean matches(Optional<PasswordHash> hash, char[] password) {
        hashing.acquireUninterruptibly();
        try {
            return hash.map(known -> known.matches(password))
                    .orElseGet(() -> PasswordHash.NOBODYS.matches(password));
        } finally {
            hashing.release();
        }
    }

    /** A person, if the account is open. */
    public Optional<Person> person(UUID id) {
        return transactions.required(
                () ->
                        Optional.ofNullable(database.find(PersonRow.class, id))
                                .filter(PersonRow::isActive)
                                .map(row -> row.toPerson(rolesOf(id))));
    }

    /**
     * The person as an officer of an entity.
     *
     * @param entity of those for which the person acts; any other is answered by the person's own
     */
    public Optional<Officer> officer(UUID person, String entity) {
        return person(person)
                .map(found -> new Officer(found, found.actsFor(entity) ? entity : found.entity()));
    }

    /**
     * What a form carries that was shown to an officer: only for the same person, acting for the
     * same entity, may anything be done by it. Nobody else can make it.
     */
    public String seal(Officer officer) {
        return new ShownTo(officer.person().id(), officer.entity()).seal(digest);
    }

    /** To whom a form was shown; empty if this node did not show it to anybody. */
    public Optional<ShownTo> shownTo(String seal) {
        return ShownTo.of(seal, digest);
    }

    /** Remembers the language that a person chose. */
    public void speak(UUID person, Locale language) {
        transactions.required(
                () -> {
                    var row = database.find(PersonRow.class, person);
                    if (row != null) {
                        row.speak(language);
                    }
                    return person;
                });
    }

    /** Deletes, in a transaction of its own, what was counted and counts no more. */
    public int purge() {
        return transactions.requiresNew(() -> attempts.purge(Times.now(clock)));
    }

    private Optional<PersonRow> bySignIn(String signIn) {
        return database
                .createQuery("select p from PersonRow p where p.signIn = :name", PersonRow.class)
                .setParameter("name", signIn)
                .getResultList()
                .stream()
                .findFirst();
    }

    private Map<String, Set<Role>> rolesOf(UUID person) {
        List<RoleRow> rows =
                database.createQuery(
                                "select r from RoleRow r where r.person = :person", RoleRow.class)
                        .setParameter("person", person)
                        .getResultList();
        var roles = new HashMap<String, Set<Role>>();
        rows.forEach(
                row ->
                        roles.computeIfAbsent(row.entity(), any -> EnumSet.noneOf(Role.class))
                                .add(row.role()));
        return roles;
    }

    private void requireKnown(String entity) {
        if (parties.entity(entity).isEmpty()) {
            throw Problem.of(
                    KernelProblem.INVALID_REQUEST,
                    "A person's entity is not registered: register entities first.");
        }
    }
}
