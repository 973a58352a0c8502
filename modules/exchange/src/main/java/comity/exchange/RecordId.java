package comity.exchange;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/**
 * What identifies a {@link PublishedRecord}: an id is its issuer's to give, so that nobody learns
 * which ids another has given. A class because Jakarta Persistence 3.1 takes no record for it.
 */
public final class RecordId implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    String issuer;

    @SuppressWarnings("NullAway.Init") // set by the persistence provider
    UUID id;

    /** For the persistence provider. */
    public RecordId() {}

    RecordId(String issuer, UUID id) {
        this.issuer = issuer;
        this.id = id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordId that
                && Objects.equals(that.issuer, issuer)
                && Objects.equals(that.id, id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(issuer, id);
    }
}
