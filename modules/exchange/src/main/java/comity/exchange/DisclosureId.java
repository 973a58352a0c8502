package comity.exchange;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/**
 * What identifies a {@link Disclosure}; a class because Jakarta Persistence 3.1 takes no record for
 * it.
 */
public final class DisclosureId implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    UUID record;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    UUID exchange;

    /** For the persistence provider. */
    public DisclosureId() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof DisclosureId that
                && Objects.equals(that.record, record)
                && Objects.equals(that.exchange, exchange);
    }

    @Override
    public int hashCode() {
        return Objects.hash(record, exchange);
    }
}
