package comity.agreements;

import comity.agreements.decision.AgreementId;
import comity.agreements.decision.AgreementVersion;
import comity.agreements.decision.Terms;
import comity.kernel.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row: one version of an agreement, and how far it has come. */
@Entity
@Table(name = "agreements_text")
@IdClass(AgreementText.Key.class)
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class AgreementText {

    @Id UUID agreement;
    @Id int version;

    /** Who added the version, whoever revised it since. */
    @Column(name = "begun_by")
    String begunBy;

    /** Who wrote it as it is. */
    String drafter;

    @Column(name = "drafted_at")
    Instant draftedAt;

    /** The code of its {@link Stage}. */
    String stage;

    String terms;

    @Column(name = "terms_digest")
    String termsDigest;

    /** Its key, as Persistence wants it. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        UUID agreement = new UUID(0, 0);
        int version;

        Key() {}

        Key(UUID agreement, int version) {
            this.agreement = agreement;
            this.version = version;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && agreement.equals(key.agreement)
                    && version == key.version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(agreement, version);
        }
    }

    static AgreementText draft(
            UUID agreement, int version, String drafter, Instant at, JsonNode terms) {
        var text = new AgreementText();
        text.agreement = agreement;
        text.version = version;
        text.begunBy = drafter;
        text.revise(drafter, at, terms);
        return text;
    }

    /** Takes other terms: it is a draft again. */
    final void revise(String by, Instant at, JsonNode json) {
        drafter = by;
        draftedAt = at;
        stage = Stage.DRAFT.code();
        terms = new String(Json.write(json), StandardCharsets.UTF_8);
        termsDigest = Terms.of(json).digest();
    }

    void moveTo(Stage next) {
        stage = next.code();
    }

    boolean isOpen() {
        return stage.equals(Stage.OPEN.code());
    }

    boolean hasParty(String entity) {
        return Terms.of(json()).parties().contains(entity);
    }

    /** Its parties; once it is open for signature, those too who may accede. */
    Set<String> viewers() {
        var terms = Terms.of(json());
        var viewers = new HashSet<>(terms.parties());
        if (isOpen()) {
            viewers.addAll(terms.eligible());
        }
        return viewers;
    }

    JsonNode json() {
        return Json.read(terms.getBytes(StandardCharsets.UTF_8));
    }

    AgreementVersion id() {
        return new AgreementVersion(new AgreementId(agreement), version);
    }
}
