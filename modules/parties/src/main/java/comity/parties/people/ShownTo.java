package comity.parties.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * To whom a form was shown.
 *
 * @param entity the code of the entity for which the person acted; empty for the node's operator
 */
public record ShownTo(UUID person, String entity) {

    private static final int PARTS = 3;

    /** Says so in a way that only this node can: the person's id, the entity, a keyed digest. */
    String seal(UnaryOperator<String> digest) {
        return person + "." + entity + "." + digest.apply("form\n" + person + "\n" + entity);
    }

    /** What a seal says; empty if it is none. */
    static Optional<ShownTo> of(String seal, UnaryOperator<String> digest) {
        var parts = seal.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            var shown = new ShownTo(UUID.fromString(parts[0]), parts[1]);
            return Optional.of(shown)
                    .filter(
                            each ->
                                    MessageDigest.isEqual(
                                            each.seal(digest).getBytes(StandardCharsets.UTF_8),
                                            seal.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
