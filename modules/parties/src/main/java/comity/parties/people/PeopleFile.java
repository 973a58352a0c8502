package comity.parties.people;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.trust.PasswordHash;
import comity.trust.TrustException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operator's file of people: whoever is in it is, from the next start on, what it says. Who is
 * not in it stays as he or she is; {@code "active": false} closes an account.
 *
 * <pre>{@code
 * {"people": [{"signIn": "amina.diallo", "name": "Amina Diallo", "locale": "fr", "entity": "WFP",
 *   "roles": {"WFP": ["administrator", "signatory"]}, "operator": false,
 *   "password": "pbkdf2-sha256$600000$…", "active": true}]}
 * }</pre>
 *
 * The password is a hash that {@code comity password --ask} makes; the file holds no password. It
 * counts until the person chooses another, and again once the file has another hash.
 */
public final class PeopleFile {

    private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 16, 500_000, 4096);
    private static final Set<String> MEMBERS =
            Set.of("signIn", "name", "locale", "entity", "roles", "operator", "password", "active");

    private final People people;
    private final Transactions transactions;

    public PeopleFile(People people, Transactions transactions) {
        this.people = people;
        this.transactions = transactions;
    }

    /**
     * Loads a file, whole or not at all.
     *
     * @return how many people are in it
     * @throws Problem if it is not as it must be: says where, and quotes nothing
     */
    public int load(Path file) {
        try {
            return load(Json.read(Files.readAllBytes(file), LIMITS));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "comity.people names a file that cannot be read: " + file, unreadable);
        }
    }

    /** Loads the content of such a file. */
    public int load(JsonNode content) {
        if (!(content.get("people") instanceof ArrayNode listed) || content.size() != 1) {
            throw wrong("/people", "must be an array, and alone");
        }
        return transactions.required(
                () -> {
                    int number = 0;
                    for (var each : listed) {
                        one(each, "/people/" + number);
                        number++;
                    }
                    return number;
                });
    }

    private void one(JsonNode each, String at) {
        if (!(each instanceof ObjectNode entry) || !MEMBERS.containsAll(entry.propertyNames())) {
            throw wrong(at, "must be an object of " + String.join(", ", MEMBERS));
        }
        var registration = registration(entry, at);
        var password = password(entry, at);
        try {
            people.put(
                    registration,
                    password,
                    !entry.has("active") || entry.get("active").booleanValue());
        } catch (Problem refused) {
            throw refused(at, refused);
        }
    }

    private static PersonRegistration registration(ObjectNode entry, String at) {
        var signIn = text(entry, "signIn", at);
        var name = text(entry, "name", at);
        var locale = locale(entry, at);
        var entity = text(entry, "entity", at);
        var roles = roles(entry, at);
        try {
            return new PersonRegistration(signIn, name, locale, entity, roles);
        } catch (Problem refused) {
            throw refused(at, refused);
        }
    }

    private static Map<String, Set<Role>> roles(ObjectNode entry, String at) {
        var roles = new HashMap<String, Set<Role>>();
        for (var held : entry.path("roles").properties()) {
            var codes = roles.computeIfAbsent(held.getKey(), any -> EnumSet.noneOf(Role.class));
            for (var code : held.getValue()) {
                codes.add(
                        Role.of(code.asString(""))
                                .orElseThrow(() -> wrong(at + "/roles", "holds no such role")));
            }
        }
        if (entry.path("operator").asBoolean(false)) {
            roles.put(Person.NODE, EnumSet.of(Role.OPERATOR));
        }
        return roles;
    }

    private static Locale locale(ObjectNode entry, String at) {
        try {
            return new Locale.Builder().setLanguageTag(text(entry, "locale", at)).build();
        } catch (IllformedLocaleException malformed) {
            throw wrong(at + "/locale", "is no language tag");
        }
    }

    private static PasswordHash password(ObjectNode entry, String at) {
        try {
            return PasswordHash.of(text(entry, "password", at));
        } catch (TrustException malformed) {
            throw wrong(at + "/password", malformed.sentence());
        }
    }

    private static String text(ObjectNode entry, String name, String at) {
        var value = entry.get(name);
        if (value == null || !value.isString()) {
            throw wrong(at + "/" + name, "must be a text");
        }
        return value.stringValue();
    }

    private static Problem refused(String at, Problem refused) {
        return Problem.of(
                        KernelProblem.INVALID_REQUEST,
                        "The file of people is not as it must be: %s. %s"
                                .formatted(at, refused.detail()))
                .at(at, refused.detail());
    }

    private static Problem wrong(String at, String what) {
        return Problem.of(
                        KernelProblem.INVALID_REQUEST,
                        "The file of people is not as it must be: %s %s.".formatted(at, what))
                .at(at, what);
    }
}
