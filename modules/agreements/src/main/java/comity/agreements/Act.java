package comity.agreements;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row: a party's act that was accepted. */
@Entity
@Table(name = "agreements_act")
@IdClass(Act.Key.class)
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class Act {

    @Id String entity;
    @Id String jti;
    UUID agreement;
    int version;
    String act;
    Instant at;
    String jws;
    String leaf;

    /** Its key, as Persistence wants it. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        String entity = "";
        String jti = "";

        Key() {}

        Key(String entity, String jti) {
            this.entity = entity;
            this.jti = jti;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && entity.equals(key.entity) && jti.equals(key.jti);
        }

        @Override
        public int hashCode() {
            return Objects.hash(entity, jti);
        }
    }
}
