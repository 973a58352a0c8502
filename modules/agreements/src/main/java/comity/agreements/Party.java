package comity.agreements;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row: an entity may see a version of an agreement, as its texts now are. */
@Entity
@Table(name = "agreements_party")
@IdClass(Party.Key.class)
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class Party {

    @Id String entity;
    @Id UUID agreement;

    static Party of(String entity, UUID agreement) {
        var party = new Party();
        party.entity = entity;
        party.agreement = agreement;
        return party;
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
