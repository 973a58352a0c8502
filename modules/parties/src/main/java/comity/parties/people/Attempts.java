package comity.parties.people;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * How often somebody may try to sign in: counted in the database, for all nodes, before the
 * password is looked at, and for names that nobody has as for others. Names and addresses are there
 * only as keyed digests. Joins the current transaction.
 */
final class Attempts {

    static final Duration WINDOW = Duration.ofMinutes(15);

    /** Of one name from one address: a person who mistypes. */
    static final int OF_NAME_FROM_ADDRESS = 5;

    /**
     * Of one name from anywhere; more than the former, so that a stranger locks nobody out soon.
     */
    static final int OF_NAME = 30;

    /** From one address: an office behind one address, not a list of names being tried. */
    static final int FROM_ADDRESS = 100;

    private final EntityManager database;
    private final UnaryOperator<String> digest;

    /**
     * @param digest keyed, at most 43 characters
     */
    Attempts(EntityManager database, UnaryOperator<String> digest) {
        this.database = database;
        this.digest = digest;
    }

    /**
     * Counts an attempt.
     *
     * @return until when there are too many, if there are
     */
    Optional<Instant> count(String signIn, String address, Instant now) {
        return count(limits(signIn, address), now);
    }

    /** Counts an attempt of which it is not known yet who it is: a provider is to say so. */
    Optional<Instant> countElsewhere(String address, Instant now) {
        return count(Map.of(ofElsewhere(address), FROM_ADDRESS), now);
    }

    private Optional<Instant> count(Map<String, Integer> limits, Instant now) {
        Optional<Instant> until = Optional.empty();
        var rows = new TreeMap<String, AttemptRow>();
        // In one order for everybody, so that two attempts never wait for each other.
        for (var limit : new TreeMap<>(limits).entrySet()) {
            var row = locked(limit.getKey(), now);
            row.renew(now, WINDOW);
            if (row.isUsedUp(limit.getValue())
                    && (until.isEmpty() || row.endsAt().isAfter(until.get()))) {
                until = Optional.of(row.endsAt());
            }
            rows.put(limit.getKey(), row);
        }
        if (until.isEmpty()) {
            rows.values().forEach(AttemptRow::add);
        }
        return until;
    }

    /**
     * Forgets what was counted of a name that has signed in, and counts one attempt less from the
     * address: what others mistyped there stays.
     */
    void forgive(String signIn, String address) {
        // In the order in which they are counted.
        for (var key : new TreeSet<>(limits(signIn, address).keySet())) {
            var row = database.find(AttemptRow.class, key, LockModeType.PESSIMISTIC_WRITE);
            if (row != null && key.equals(ofAddress(address))) {
                row.takeBack();
            } else if (row != null) {
                row.forgive();
            }
        }
    }

    /** Counts one attempt less from an address: it brought somebody in. */
    void takeBackElsewhere(String address) {
        var row =
                database.find(
                        AttemptRow.class, ofElsewhere(address), LockModeType.PESSIMISTIC_WRITE);
        if (row != null) {
            row.takeBack();
        }
    }

    /** Deletes windows that have ended. */
    int purge(Instant now) {
        return database.createQuery("delete from AttemptRow a where a.endsAt <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }

    private AttemptRow locked(String key, Instant now) {
        database.createNativeQuery(
                        "insert into parties_attempt (counted, attempts, ends_at) values (?1, 0, ?2)"
                                + " on conflict do nothing")
                .setParameter(1, key)
                .setParameter(2, now.plus(WINDOW).atOffset(ZoneOffset.UTC))
                .executeUpdate();
        return database.find(AttemptRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    }

    private Map<String, Integer> limits(String signIn, String address) {
        return Map.of(
                ofPair(signIn, address), OF_NAME_FROM_ADDRESS,
                ofName(signIn), OF_NAME,
                ofAddress(address), FROM_ADDRESS);
    }

    private String ofPair(String signIn, String address) {
        return digest.apply("sign-in pair\n" + signIn + "\n" + address);
    }

    private String ofAddress(String address) {
        return digest.apply("sign-in address\n" + address);
    }

    /** Of its own: neither way to sign in closes the other. */
    private String ofElsewhere(String address) {
        return digest.apply("sign-in elsewhere\n" + address);
    }

    private String ofName(String signIn) {
        return digest.apply("sign-in name\n" + signIn);
    }
}
