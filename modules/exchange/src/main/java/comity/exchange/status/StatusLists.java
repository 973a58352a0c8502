package comity.exchange.status;

import comity.exchange.ExchangeProblem;
import comity.kernel.Ids;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.parties.NodeIdentity;
import comity.trust.SigningKey;
import comity.trust.statuslist.StatusPlace;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The status lists of all issuers: their places, and the tokens that the node signs. Source:
 * docs/protocol.md, section 7 (Token Status List).
 */
public final class StatusLists {

    /**
     * Places of one list: large enough that a place says nothing about when its record was
     * published.
     */
    static final int PLACES = 1 << 17;

    private static final String PATH = "/api/v1/status-lists/";

    /** Most places of one reservation. */
    public static final int RESERVATION_LIMIT = 1000;

    /** Most places of an entity that no record uses yet. */
    static final int MOST_FREE = 10_000;

    private final EntityManager database;
    private final NodeIdentity node;
    private final InstantSource clock;
    private final Ids ids;
    private final SecureRandom random;
    private final StatusTokens tokens;

    public StatusLists(
            EntityManager database,
            NodeIdentity node,
            SigningKey key,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        this.database = database;
        this.node = node;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.tokens = new StatusTokens(database, this::addressOf, key, clock);
    }

    /**
     * Reserves random places for an issuer, each usable once by it. In the current transaction.
     *
     * @throws Problem {@link ExchangeProblem#STATUS_PLACES_UNUSED} if it would have more than
     *     10,000 that no record uses
     */
    public List<StatusPlace> reserve(String issuer, int count) {
        return reserve(issuer, count, MOST_FREE);
    }

    /**
     * The same for a centre, which leaves the issuer half of its places: it could keep them unused.
     */
    public List<StatusPlace> reserveForCentre(String issuer, int count) {
        return reserve(issuer, count, MOST_FREE / 2);
    }

    private List<StatusPlace> reserve(String issuer, int count, int most) {
        var reserved = new ArrayList<StatusPlace>(count);
        while (reserved.size() < count) {
            var list = openListOf(issuer);
            if (reserved.isEmpty()) {
                requireUse(issuer, count, most);
            }
            // Half of a list stays free, so that a random place is soon found.
            int room = list.places / 2 - list.taken;
            reserveIn(list, Math.min(room, count - reserved.size()), reserved);
        }
        return reserved;
    }

    /** Under the lock of the issuer's list: two reservations do not count the same places. */
    private void requireUse(String issuer, int count, int most) {
        long free =
                database.createQuery(
                                "select count(p) from StatusPlaceRow p where p.issuer = :issuer"
                                        + " and p.record = :free",
                                Long.class)
                        .setParameter("issuer", issuer)
                        .setParameter("free", StatusPlaceRow.FREE)
                        .getSingleResult();
        if (free + count > most) {
            throw Problem.of(
                    ExchangeProblem.STATUS_PLACES_UNUSED,
                    "An entity has at most %,d places that no record uses: %,d are reserved."
                            .formatted(most, free));
        }
    }

    private void reserveIn(StatusListRow list, int count, List<StatusPlace> reserved) {
        var fresh = new HashSet<Integer>();
        while (fresh.size() < count) {
            fresh.add(random.nextInt(list.places));
            if (fresh.size() == count) {
                fresh.removeAll(taken(list, fresh));
            }
        }
        for (int idx : fresh) {
            database.persist(new StatusPlaceRow(list, idx, Times.now(clock)));
            reserved.add(new StatusPlace(addressOf(list.id), idx));
        }
        list.taken += count;
    }

    private Set<Integer> taken(StatusListRow list, Set<Integer> candidates) {
        return new HashSet<>(
                database.createQuery(
                                "select p.idx from StatusPlaceRow p where p.list = :list and p.idx in :candidates",
                                Integer.class)
                        .setParameter("list", list.id)
                        .setParameter("candidates", candidates)
                        .getResultList());
    }

    private StatusListRow openListOf(String issuer) {
        database.flush();
        // There is one open list, or two when two first reservations met. No limit: H2 takes none
        // beside a lock.
        return database
                .createQuery(
                        "select l from StatusListRow l where l.issuer = :issuer and l.taken < l.places / 2"
                                + " order by l.createdAt",
                        StatusListRow.class)
                .setParameter("issuer", issuer)
                .setLockMode(jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst()
                .orElseGet(
                        () -> {
                            var list =
                                    new StatusListRow(issuer, ids.next(), PLACES, Times.now(clock));
                            database.persist(list);
                            return list;
                        });
    }

    /**
     * The list that a place is in.
     *
     * @throws Problem {@link ExchangeProblem#STATUS_PLACE_UNFIT} if its address is none of a list
     *     of this node
     */
    public UUID listOf(StatusPlace place) {
        return listAt(place.uri()).orElseThrow(StatusLists::unfit);
    }

    /**
     * Gives a reserved place to a record.
     *
     * @throws Problem {@link ExchangeProblem#STATUS_PLACE_UNFIT} unless the issuer reserved it and
     *     no record uses it
     */
    public void assign(String issuer, StatusPlace place, UUID record) {
        int changed =
                database.createQuery(
                                "update StatusPlaceRow p set p.record = :record where p.list = :list"
                                        + " and p.idx = :idx and p.issuer = :issuer"
                                        + " and p.record = :free")
                        .setParameter("record", record)
                        .setParameter("free", StatusPlaceRow.FREE)
                        .setParameter("list", listOf(place))
                        .setParameter("idx", place.index())
                        .setParameter("issuer", issuer)
                        .executeUpdate();
        if (changed != 1) {
            throw unfit();
        }
    }

    private static Problem unfit() {
        return Problem.of(
                        ExchangeProblem.STATUS_PLACE_UNFIT,
                        "The record's place in a status list must be one that its issuer reserved and that no"
                                + " record uses.")
                .at("/sdJwt", "the claim status.status_list");
    }

    /** Changes what a list says of a place. In the current transaction. */
    public void change(UUID list, int idx, int status) {
        database.createQuery(
                        "update StatusPlaceRow p set p.status = :status where p.list = :list and p.idx = :idx")
                .setParameter("status", (short) status)
                .setParameter("list", list)
                .setParameter("idx", idx)
                .executeUpdate();
        database.createQuery(
                        "update StatusListRow l set l.changes = l.changes + 1 where l.id = :list")
                .setParameter("list", list)
                .executeUpdate();
    }

    /** The signed token of a list, or nothing if there is none of this id. */
    public Optional<String> token(UUID list) {
        return tokens.of(list);
    }

    private String addressOf(UUID list) {
        return node.address(PATH + list).toString();
    }

    private Optional<UUID> listAt(String uri) {
        var base = node.address(PATH).toString();
        try {
            return uri.startsWith(base)
                    ? Optional.of(UUID.fromString(uri.substring(base.length())))
                            .filter(list -> addressOf(list).equals(uri))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
