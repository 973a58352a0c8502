package comity.sandbox;

import comity.kernel.Json;
import comity.parties.people.People;
import comity.parties.people.Person;
import comity.parties.people.PersonRegistration;
import comity.parties.people.Role;
import comity.trust.PasswordHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One fictional person per role and entity, {@code undp.signatory} and so on, {@code
 * shared.signatory} who acts for two, and the node's {@code operator}. Their names and their
 * password, which is random in each data folder, lie open in {@code people.json}.
 */
final class FictionalPeople {

    private static final Map<Role, String> NAMES =
            Map.of(
                    Role.ADMINISTRATOR, "Alex Morrow",
                    Role.DATA_PROTECTION_OFFICER, "Dana Privett",
                    Role.SIGNATORY, "Samira Signorelli",
                    Role.LEGAL_OFFICER, "Lee Clausen",
                    Role.VERIFICATION_OFFICER, "Vera Prüfer",
                    Role.AUDITOR, "Audra Quist",
                    Role.OPERATOR, "Noor Knott");

    private static final String OPERATOR = "operator";

    /** Signs for two entities, as an officer of a shared-service centre may. */
    private static final String SHARED = "shared.signatory";

    private static final List<String> SHARING = List.of("UNDP", "UNFPA");

    /** Whose people read something else than English. */
    private static final Map<String, Locale> LOCALES =
            Map.of("UNESCO", Locale.FRENCH, "UNRWA", Locale.forLanguageTag("ar"));

    /** Without letters and digits that are mistaken for each other. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private final Path file;
    private final People people;
    private final SecureRandom random;

    FictionalPeople(Path file, People people, SecureRandom random) {
        this.file = file;
        this.people = people;
        this.random = random;
    }

    /** Makes them, and the file, where either is missing. */
    void load(List<String> entities) {
        boolean isWritten = Files.exists(file);
        if (isWritten && people.isKnown(OPERATOR)) {
            return;
        }
        var password = isWritten ? read() : newPassword();
        // One hash for all: nobody here has a secret, and each would take a good part of a second.
        var hash = PasswordHash.make(password.toCharArray(), random);
        var all = people(entities);
        all.forEach(person -> people.put(person, hash, true));
        write(all, password);
    }

    private static List<PersonRegistration> people(List<String> entities) {
        var all = new ArrayList<PersonRegistration>();
        all.add(
                new PersonRegistration(
                        OPERATOR,
                        name(Role.OPERATOR),
                        Locale.ENGLISH,
                        entities.get(0),
                        Map.of(Person.NODE, Set.of(Role.OPERATOR))));
        if (entities.containsAll(SHARING)) {
            all.add(
                    new PersonRegistration(
                            SHARED,
                            name(Role.SIGNATORY),
                            Locale.ENGLISH,
                            SHARING.get(0),
                            SHARING.stream()
                                    .collect(
                                            Collectors.toMap(
                                                    code -> code,
                                                    code -> Set.of(Role.SIGNATORY)))));
        }
        for (var entity : entities) {
            for (var role : Role.values()) {
                if (role != Role.OPERATOR) {
                    all.add(
                            new PersonRegistration(
                                    entity + "." + role.code(),
                                    name(role),
                                    LOCALES.getOrDefault(entity, Locale.ENGLISH),
                                    entity,
                                    Map.of(entity, Set.of(role))));
                }
            }
        }
        return all;
    }

    private static String name(Role role) {
        return Optional.ofNullable(NAMES.get(role)).orElseThrow() + " (fictional)";
    }

    private String newPassword() {
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private String read() {
        try {
            return Json.read(Files.readAllBytes(file)).required("password").stringValue();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The sandbox's people cannot be read: " + file, unreadable);
        }
    }

    private void write(List<PersonRegistration> all, String password) {
        var json = Json.object();
        json.put("note", "Fictional people of the sandbox. All have the same password.");
        json.put("password", password);
        var listed = json.putArray("people");
        for (var person : all) {
            var each = listed.addObject();
            each.put("signIn", person.signIn());
            each.put("name", person.name());
            each.put("entity", person.entity());
            var roles = each.putObject("roles");
            new TreeMap<>(person.roles())
                    .forEach(
                            (code, held) -> {
                                if (!code.equals(Person.NODE)) {
                                    var codes = roles.putArray(code);
                                    held.forEach(role -> codes.add(role.code()));
                                }
                            });
            each.put("operator", person.roles().containsKey(Person.NODE));
            each.put("password", password);
        }
        try {
            Files.createDirectories(file.getParent());
            var half = Files.createTempFile(file.getParent(), "people", ".tmp");
            if (Files.getFileStore(half).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(half, Json.write(json), StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(
                    half,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The sandbox's people cannot be kept: " + file, unwritable);
        }
    }
}
