package comity.parties;

import java.net.URI;
import java.util.Set;

/**
 * A new entity, as an administrator enters it. Validated.
 *
 * @param code 2 to 40 letters, digits and inner hyphens
 * @param name 1 to 200 characters
 * @param identifier an HTTPS URI that it owns, without query or fragment
 * @param areas lower case words with hyphens, such as {@code human-resources}
 */
public record EntityRegistration(String code, String name, URI identifier, Set<String> areas) {

    public EntityRegistration {
        areas = Set.copyOf(areas);
        Identifiers.requireCode(code);
        Identifiers.requireName(name);
        Identifiers.requireIdentifier(identifier);
        areas.forEach(Identifiers::requireArea);
    }
}
