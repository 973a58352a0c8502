package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the directory. Source: docs/protocol.md, section 1.
 *
 * @param code the entity's code, such as {@code UNICEF}
 * @param name its name
 * @param identifier the HTTPS URI that it owns, the same on every node
 * @param areas where it applies the Mutual Recognition Statement
 */
public record Entity(String code, String name, String identifier, @Nullable List<String> areas) {}
