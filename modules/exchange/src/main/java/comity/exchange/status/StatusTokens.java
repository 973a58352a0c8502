package comity.exchange.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import comity.trust.SigningKey;
import comity.trust.statuslist.RecordStatus;
import comity.trust.statuslist.StatusListToken;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Signs the tokens of status lists. A token is kept while nothing of its list changes, so that
 * reading is cheap.
 */
final class StatusTokens {

    /** A token is good for a day at most: it is renewed well before. */
    private static final Duration RENEWAL = Duration.ofHours(1);

    private static final int KEPT = 1_000;

    private record Issued(long changes, Instant at, String token) {}

    private final EntityManager database;
    private final Function<UUID, String> addresses;
    private final SigningKey key;
    private final InstantSource clock;
    private final Cache<UUID, Issued> issued = Caffeine.newBuilder().maximumSize(KEPT).build();

    StatusTokens(
            EntityManager database,
            Function<UUID, String> addresses,
            SigningKey key,
            InstantSource clock) {
        this.database = database;
        this.addresses = addresses;
        this.key = key;
        this.clock = clock;
    }

    Optional<String> of(UUID id) {
        var list = database.find(StatusListRow.class, id);
        if (list == null) {
            return Optional.empty();
        }
        var now = clock.instant();
        var kept = issued.getIfPresent(id);
        if (kept == null
                || kept.changes() != list.changes
                || kept.at().plus(RENEWAL).isBefore(now)) {
            kept = new Issued(list.changes, now, sign(list, now));
            issued.put(id, kept);
        }
        return Optional.of(kept.token());
    }

    private String sign(StatusListRow list, Instant now) {
        var statuses = comity.trust.statuslist.StatusList.ofSize(list.places);
        database.createQuery(
                        "select p from StatusPlaceRow p where p.list = :list and p.status <> 0",
                        StatusPlaceRow.class)
                .setParameter("list", list.id)
                .getResultList()
                .forEach(place -> statuses.set(place.idx, listed(place.status)));
        return StatusListToken.sign(
                key, addresses.apply(list.id), statuses, now, StatusListToken.MAX_TERM);
    }

    private static RecordStatus listed(short status) {
        return switch (status) {
            case 1 -> RecordStatus.WITHDRAWN;
            case 2 -> RecordStatus.SUSPENDED;
            default -> throw new IllegalStateException("a status list has no value " + status);
        };
    }
}
