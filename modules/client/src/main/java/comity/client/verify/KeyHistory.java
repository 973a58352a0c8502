package comity.client.verify;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the log says of keys, which it says in clear: who registered them and for what, until when,
 * and since when one is revoked or no longer its owner's alone. Source: docs/protocol.md, section
 * 1.
 */
public final class KeyHistory {

    /**
     * A key as its newest entry has it.
     *
     * @param loggedAt when its first entry was made
     */
    public record KeyState(
            String entity,
            Set<String> uses,
            Instant loggedAt,
            Optional<Instant> notBefore,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt,
            Optional<Instant> compromisedSince) {

        /** Whether what the key signed, and the log dated, counts. */
        public boolean maySign(String use, Instant at) {
            return uses.contains(use)
                    && !at.isBefore(loggedAt)
                    && notBefore.map(from -> !at.isBefore(from)).orElse(true)
                    && expiresAt.map(at::isBefore).orElse(true)
                    && revokedAt.map(at::isBefore).orElse(true)
                    && compromisedSince.map(at::isBefore).orElse(true);
        }
    }

    private final Map<String, KeyState> keys = new HashMap<>();

    /**
     * Takes an entry into account, in the order of the log; those about other things are passed.
     */
    public void add(LogEntry entry) {
        var thumbprint = text(entry, "thumbprint");
        if (!entry.kind().equals("key") || thumbprint.isEmpty()) {
            return;
        }
        var uses = new HashSet<String>();
        entry.member("uses").ifPresent(listed -> listed.forEach(use -> uses.add(use.asString(""))));
        var before = Optional.ofNullable(keys.get(thumbprint.get()));
        var entity = text(entry, "entity").orElse("");
        if (before.map(known -> !known.entity().equals(entity)).orElse(false)) {
            // "A thumbprint belongs to one entity, for ever": a later claim by another is none.
            return;
        }
        keys.put(
                thumbprint.get(),
                new KeyState(
                        entity,
                        Set.copyOf(uses),
                        before.map(KeyState::loggedAt).orElseGet(entry::at),
                        time(entry, "nbf"),
                        time(entry, "exp"),
                        time(entry, "revokedAt"),
                        time(entry, "compromisedSince")));
    }

    /** What is known of a key. */
    public Optional<KeyState> key(String thumbprint) {
        return Optional.ofNullable(keys.get(thumbprint));
    }

    /** How many keys the log knows. */
    public int size() {
        return keys.size();
    }

    private static Optional<String> text(LogEntry entry, String name) {
        return entry.member(name).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static Optional<Instant> time(LogEntry entry, String name) {
        return text(entry, name).map(Instant::parse);
    }
}
