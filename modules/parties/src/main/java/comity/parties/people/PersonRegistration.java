package comity.parties.people;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A person as an operator enters one. Validated.
 *
 * @param signIn 3 to 100 letters, digits and {@code . _ @ + -}; kept in lower case
 * @param name 1 to 200 characters
 * @param locale a language tag (BCP 47), such as {@code fr}
 * @param entity the code of the entity that employs the person
 * @param roles by the code of the entity for which they are held; {@link Person#NODE} for the node,
 *     where {@link Role#OPERATOR} is the only one: whoever holds it belongs to no entity there, and
 *     holds no other
 */
public record PersonRegistration(
        String signIn, String name, Locale locale, String entity, Map<String, Set<Role>> roles) {

    private static final Pattern SIGN_IN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{2,99}");
    private static final int MOST_ENTITIES = 200;

    public PersonRegistration {
        signIn = normal(signIn);
        roles =
                roles.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
        require(
                SIGN_IN.matcher(signIn).matches(),
                "A sign-in name has 3 to 100 letters, digits and . _ @ + -");
        require(
                !name.isBlank() && name.equals(name.strip()) && name.length() <= 200,
                "A person's name has 1 to 200 characters.");
        require(!locale.getLanguage().isEmpty(), "A locale is a language tag such as fr.");
        require(roles.size() <= MOST_ENTITIES, "A person acts for at most 200 entities.");
        require(
                !roles.containsKey(Person.NODE) || roles.size() == 1,
                "Whoever operates the node holds no role at an entity.");
        roles.forEach(
                (code, held) -> {
                    require(!held.isEmpty(), "A person has at least one role at an entity.");
                    require(
                            code.equals(Person.NODE)
                                    ? held.equals(Set.of(Role.OPERATOR))
                                    : !held.contains(Role.OPERATOR),
                            "The role operator is held for the node, every other for an entity.");
                });
    }

    /** A sign-in name as it is compared: any spelling of the same letters is the same. */
    static String normal(String signIn) {
        return Normalizer.normalize(signIn.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.of(KernelProblem.INVALID_REQUEST, otherwise);
        }
    }
}
