package comity.parties.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** One role of one person, as stored. */
@Entity
@Table(name = "parties_role")
@IdClass(RoleRow.Key.class)
@SuppressWarnings("NullAway.Init") // Jakarta Persistence fills the fields.
class RoleRow {

    @Id private UUID person;
    @Id private String entity;
    @Id private String role;

    /** What names it. */
    public static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private UUID person;
        private String entity;
        private String role;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(person, key.person)
                    && Objects.equals(entity, key.entity)
                    && Objects.equals(role, key.role);
        }

        @Override
        public int hashCode() {
            return Objects.hash(person, entity, role);
        }
    }

    protected RoleRow() {}

    RoleRow(UUID person, String entity, Role role) {
        this.person = person;
        this.entity = entity;
        this.role = role.code();
    }

    String entity() {
        return entity;
    }

    Role role() {
        return Role.of(role).orElseThrow(() -> new IllegalStateException("Unknown role"));
    }
}
