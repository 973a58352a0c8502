package comity.exchange;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/**
 * What identifies a {@link HeldCopy}; a class because Jakarta Persistence 3.1 takes no record for
 * it.
 */
public final class HeldCopyId implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    String issuer;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    UUID record;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    UUID exchange;

    /** For the persistence provider. */
    public HeldCopyId() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldCopyId that
                && Objects.equals(that.issuer, issuer)
                && Objects.equals(that.record, record)
                && Objects.equals(that.exchange, exchange);
    }

    @Override
    public int hashCode() {
        return Objects.hash(issuer, record, exchange);
    }
}
