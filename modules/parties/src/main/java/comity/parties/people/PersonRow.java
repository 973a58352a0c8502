package comity.parties.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A person as stored; {@link Person} is what others see. */
@Entity
@Table(name = "parties_person")
@SuppressWarnings("NullAway.Init") // Jakarta Persistence fills the fields.
class PersonRow {

    @Id private UUID id;

    @Column(name = "sign_in")
    private String signIn;

    private String name;
    private String locale;
    private String entity;
    private String password;
    private boolean active;

    @Column(name = "registered_at")
    private Instant registeredAt;

    protected PersonRow() {}

    PersonRow(UUID id, PersonRegistration as, String password, Instant registeredAt) {
        this.id = id;
        this.signIn = as.signIn();
        this.registeredAt = registeredAt;
        replace(as, password, true);
    }

    final void replace(PersonRegistration as, String newPassword, boolean isActive) {
        this.name = as.name();
        this.locale = as.locale().toLanguageTag();
        this.entity = as.entity();
        this.password = newPassword;
        this.active = isActive;
    }

    void speak(Locale language) {
        this.locale = language.toLanguageTag();
    }

    UUID id() {
        return id;
    }

    String password() {
        return password;
    }

    boolean isActive() {
        return active;
    }

    Person toPerson(Map<String, Set<Role>> roles) {
        return new Person(
                id,
                signIn,
                name,
                Locale.forLanguageTag(locale),
                entity,
                Person.sorted(roles),
                active);
    }
}
