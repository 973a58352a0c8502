package comity.exchange.status;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/**
 * What identifies a {@link StatusPlace}; a class because Jakarta Persistence 3.1 takes no record
 * for it.
 */
public final class StatusPlaceId implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    UUID list;

    int idx;

    /** For the persistence provider. */
    public StatusPlaceId() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusPlaceId that
                && that.idx == idx
                && Objects.equals(that.list, list);
    }

    @Override
    public int hashCode() {
        return Objects.hash(list, idx);
    }
}
