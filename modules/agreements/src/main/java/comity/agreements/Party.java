package comity.agreements;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row: an entity is named by an agreement, as a party or as one that may accede. */
@Entity
@Table(name = "agreements_party")
@IdClass(Party.Key.class)
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class Party {

    static final String PARTY = "party";
    static final String ELIGIBLE = "eligible";

    @Id String entity;
    @Id UUID agreement;

    /** Either {@link #PARTY}, or {@link #ELIGIBLE}: it sees what is open for signature only. */
    String standing;

    static Party of(String entity, UUID agreement, boolean eligible) {
        var party = new Party();
        party.entity = entity;
        party.agreement = agreement;
        party.standing = eligible ? ELIGIBLE : PARTY;
        return party;
    }

    /** Whether it may accede, and is not named as a party. */
    boolean isEligible() {
        return standing.equals(ELIGIBLE);
    }

    /** A later version names it as a party from the beginning. */
    void namedAsParty() {
        standing = PARTY;
    }

    /** Its key, as Persistence wants it. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        String entity = "";
        UUID agreement = new UUID(0, 0);

        Key() {}

        Key(String entity, UUID agreement) {
            this.entity = entity;
            this.agreement = agreement;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && entity.equals(key.entity)
                    && agreement.equals(key.agreement);
        }

        @Override
        public int hashCode() {
            return Objects.hash(entity, agreement);
        }
    }
}
