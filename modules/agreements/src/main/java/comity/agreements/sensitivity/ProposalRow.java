package comity.agreements.sensitivity;

import comity.kernel.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row: a proposal to change the sensitivity classes. */
@Entity
@Table(name = "agreements_scale_proposal")
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class ProposalRow {

    /** Stands for nobody, and for no time: a null of no type is none that every driver takes. */
    static final UUID NOBODY = new UUID(0, 0);

    static final Instant NEVER = Instant.EPOCH;

    @Id UUID id;

    /** The number of the version that it changes. */
    int base;

    String document;
    String reason;

    @Column(name = "takes_effect")
    Instant takesEffect;

    UUID proposer;

    @Column(name = "proposed_at")
    Instant proposedAt;

    String state;
    UUID decider;

    @Column(name = "decided_at")
    Instant decidedAt;

    /** What it changed, as it was when it was decided. */
    String impact;

    Scale scale() {
        return Scale.of(Json.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    byte[] impactBytes() {
        return impact.getBytes(StandardCharsets.UTF_8);
    }

    boolean isWaiting() {
        return state.equals(Proposal.State.WAITING.code());
    }

    Optional<Instant> statedTime() {
        return Optional.of(takesEffect).filter(at -> !at.equals(NEVER));
    }

    void decide(Proposal.State decided, UUID person, Instant at, String changed) {
        state = decided.code();
        decider = person;
        decidedAt = at;
        impact = changed;
    }

    Proposal value() {
        return new Proposal(
                id,
                base,
                scale(),
                reason,
                statedTime(),
                proposer,
                proposedAt,
                Proposal.State.of(state),
                Optional.of(decider).filter(person -> !person.equals(NOBODY)),
                Optional.of(decidedAt).filter(at -> !at.equals(NEVER)));
    }
}
