package comity.parties;

import comity.kernel.Json;
import comity.trust.VerificationKey;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A key as it is stored; {@link RegisteredKey} is what others see. */
@jakarta.persistence.Entity
@Table(name = "parties_key")
@SuppressWarnings("NullAway.Init") // Jakarta Persistence fills the fields.
class KeyRow {

    @Id private String thumbprint;
    private String entity;
    private String jwk;
    private String uses;
    private String custody;

    @Column(name = "not_before")
    private Instant notBefore;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "compromised_since")
    private @Nullable Instant compromisedSince;

    private String entry;

    @Column(name = "registered_at")
    private Instant registeredAt;

    protected KeyRow() {}

    KeyRow(KeyRegistration registration, VerificationKey key, Instant registeredAt) {
        this.thumbprint = key.thumbprint();
        this.entity = registration.entity();
        this.jwk = Json.text(key.jwk());
        this.uses = KeyUse.join(registration.uses());
        this.custody = registration.custody().code();
        this.notBefore = registration.notBefore().orElse(registeredAt);
        this.expiresAt = registration.expiresAt().orElse(null);
        this.entry = "";
        this.registeredAt = registeredAt;
    }

    void loggedAs(String leafHash) {
        this.entry = leafHash;
    }

    void revoke(Instant at) {
        this.revokedAt = at;
    }

    void compromise(Instant since) {
        this.compromisedSince = since;
    }

    RegisteredKey toKey() {
        return new RegisteredKey(
                thumbprint,
                entity,
                (ObjectNode) Json.read(jwk.getBytes(StandardCharsets.UTF_8)),
                KeyUse.split(uses),
                Custody.of(custody).orElseThrow(),
                notBefore,
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(revokedAt),
                Optional.ofNullable(compromisedSince),
                entry);
    }
}
