package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One entity's part of an exchange.
 *
 * @param issuer the code of the entity asked
 * @param state {@code answered}, {@code refused}, {@code waiting}
 * @param decideBy RFC 3339, for an answer that waits
 * @param records what is disclosed, empty when there is nothing or nothing that may be seen
 * @param waited what was answered while it waited for the approval that came
 */
public record Answer(
        String issuer,
        String state,
        Decision decision,
        @Nullable String decideBy,
        @Nullable List<ReceivedRecord> records,
        @Nullable String receipt,
        @Nullable JsonNode entry,
        @Nullable JsonNode opening,
        @Nullable String proof,
        @Nullable Waited waited)
        implements Receipted {

    /** An answer that has waited, with its own receipt. */
    public record Waited(
            String decideBy,
            Decision decision,
            @Nullable String receipt,
            @Nullable JsonNode entry,
            @Nullable JsonNode opening,
            @Nullable String proof)
            implements Receipted {}

    public Answer {
        records = records == null ? List.of() : List.copyOf(records);
    }

    @Override
    public List<ReceivedRecord> records() {
        return records == null ? List.of() : records;
    }

    /** Whether it waits for a person at the issuer. */
    public boolean waiting() {
        return state.equals("waiting");
    }

    /** Whether the terms refused it. */
    public boolean refused() {
        return state.equals("refused");
    }
}
