package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An exchange as the asker sees it. Source: docs/protocol.md, section 4.
 *
 * @param exchange its id; a refused exchange may have none
 * @param detail the problem's sentence where all answers are refusals
 * @param assessment what the record type adds
 */
public record Exchange(
        @Nullable String exchange,
        List<Answer> answers,
        @Nullable JsonNode assessment,
        @Nullable String detail) {

    public Exchange {
        answers = List.copyOf(answers);
    }

    /** Whether no entity's terms permitted anything. */
    public boolean refused() {
        return answers.stream().allMatch(Answer::refused);
    }

    /** Whether an answer waits for a person. */
    public boolean waiting() {
        return answers.stream().anyMatch(Answer::waiting);
    }
}
