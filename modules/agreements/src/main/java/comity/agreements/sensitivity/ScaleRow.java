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

/** A row: a version of the sensitivity classes. */
@Entity
@Table(name = "agreements_scale")
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class ScaleRow {

    @Id int version;

    @Column(name = "takes_effect")
    Instant takesEffect;

    String document;
    UUID proposal;

    @Column(name = "approved_at")
    Instant approvedAt;

    /** Empty for the first version, which comes with the node and is no change. */
    String leaf;

    String opening;

    ScaleVersion value() {
        return new ScaleVersion(
                version,
                takesEffect,
                Scale.of(Json.read(document.getBytes(StandardCharsets.UTF_8))),
                leaf.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new ScaleVersion.Evidence(
                                        proposal,
                                        approvedAt,
                                        leaf,
                                        Json.read(opening.getBytes(StandardCharsets.UTF_8)))));
    }
}
