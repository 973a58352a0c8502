package comity.agreements.decision;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The subject's consent as the asker declares it. Source: docs/protocol.md, section 4.
 *
 * @param reference the asker's own
 * @param purposes the purposes consented to
 * @param recipients codes of the entities that may receive
 * @param expiresAt from this instant on it no longer counts
 * @param evidenceDigest of the consent form, never the form
 */
public record Consent(
        String reference,
        Set<String> purposes,
        Set<String> recipients,
        Instant givenAt,
        Optional<Instant> expiresAt,
        Optional<String> evidenceDigest) {

    public Consent {
        purposes = Set.copyOf(purposes);
        recipients = Set.copyOf(recipients);
    }
}
