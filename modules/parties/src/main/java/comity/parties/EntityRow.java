package comity.parties;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** An entity as it is stored; {@link Entity} is what others see. */
@jakarta.persistence.Entity
@Table(name = "parties_entity")
@SuppressWarnings("NullAway.Init") // Jakarta Persistence fills the fields.
class EntityRow {

    @Id private String code;
    private String name;
    private String identifier;
    private String areas;
    private boolean active;

    @Column(name = "registered_at")
    private Instant registeredAt;

    protected EntityRow() {}

    EntityRow(EntityRegistration registration, Instant registeredAt) {
        this.code = registration.code();
        this.name = registration.name();
        this.identifier = registration.identifier().toString();
        this.areas = String.join(" ", sorted(registration.areas()));
        this.active = true;
        this.registeredAt = registeredAt;
    }

    Entity toEntity() {
        var listed = areas.isEmpty() ? List.<String>of() : List.of(areas.split(" ", -1));
        return new Entity(code, name, URI.create(identifier), sorted(listed), active);
    }

    void setActive(boolean takesPart) {
        this.active = takesPart;
    }

    private static SortedSet<String> sorted(Collection<String> areas) {
        return new TreeSet<>(areas);
    }
}
