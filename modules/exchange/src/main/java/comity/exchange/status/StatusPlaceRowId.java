package comity.exchange.status;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/**
 * What identifies a {@link StatusPlaceRow}; a class because Jakarta Persistence 3.1 takes no record
 * for it.
 */
public final class StatusPlaceRowId implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    UUID list;

    int idx;

    /** For the persistence provider. */
    public StatusPlaceRowId() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusPlaceRowId that
                && that.idx == idx
                && Objects.equals(that.list, list);
    }

    @Override
    public int hashCode() {
        return Objects.hash(list, idx);
    }
}
