package comity.exchange;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/**
 * What identifies a {@link Waiting}; a class because Jakarta Persistence 3.1 takes no record for
 * it.
 */
public final class WaitingId implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    String issuer;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    UUID exchange;

    /** For the persistence provider. */
    public WaitingId() {}

    static WaitingId of(String issuer, UUID exchange) {
        var id = new WaitingId();
        id.issuer = issuer;
        id.exchange = exchange;
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WaitingId that
                && Objects.equals(that.issuer, issuer)
                && Objects.equals(that.exchange, exchange);
    }

    @Override
    public int hashCode() {
        return Objects.hash(issuer, exchange);
    }
}
