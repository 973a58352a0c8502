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

    @Column(name = "given_password")
    private String givenPassword;

    @Column(name = "password_number")
    private int passwordNumber;

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

    /**
     * @param given the hash that the operator gives: the person's own stays unless this is another
     *     than the one given before
     */
    final void replace(PersonRegistration as, String given, boolean isActive) {
        this.name = as.name();
        this.locale = as.locale().toLanguageTag();
        this.entity = as.entity();
        this.active = isActive;
        if (!given.equals(givenPassword)) {
            this.givenPassword = given;
            choose(given);
        }
    }

    /** Another password counts from now on. */
    final void choose(String hash) {
        this.password = hash;
        this.passwordNumber++;
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

    int passwordNumber() {
        return passwordNumber;
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
                active,
                passwordNumber);
    }
}
