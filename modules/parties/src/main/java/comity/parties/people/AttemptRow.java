package comity.parties.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** Attempts to sign in that count together, until their window ends. */
@Entity
@Table(name = "parties_attempt")
@SuppressWarnings("NullAway.Init") // Jakarta Persistence fills the fields.
class AttemptRow {

    @Id private String counted;
    private int attempts;

    @Column(name = "ends_at")
    private Instant endsAt;

    protected AttemptRow() {}

    /** Begins a new window if the last has ended. */
    void renew(Instant now, Duration window) {
        if (!now.isBefore(endsAt)) {
            attempts = 0;
            endsAt = now.plus(window);
        }
    }

    boolean isUsedUp(int most) {
        return attempts >= most;
    }

    Instant endsAt() {
        return endsAt;
    }

    void add() {
        attempts++;
    }

    void takeBack() {
        attempts = Math.max(0, attempts - 1);
    }

    void forgive() {
        attempts = 0;
    }
}
