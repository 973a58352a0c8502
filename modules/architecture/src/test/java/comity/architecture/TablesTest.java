package comity.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A module's tables are its own, by their names, and no other module's SQL names them. */
class TablesTest {

    private static final Pattern MADE =
            Pattern.compile(
                    "create\\s+(?:table|sequence|view)\\s+(?:if\\s+not\\s+exists\\s+)?([a-z_0-9]+)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern NAMED =
            Pattern.compile(
                    "\\b(?:from|into|update|join|references|table)\\s+([a-z]+)_[a-z_0-9]+",
                    Pattern.CASE_INSENSITIVE);

    @Test
    void areNamedAfterTheirModule() {
        int tables = 0;
        for (var jar : Packaged.jars()) {
            var module = moduleOf(jar);
            for (var script : Packaged.texts(jar, "db/" + module).entrySet()) {
                var made = found(MADE, script.getValue());
                tables += made.size();
                assertThat(made)
                        .as(script.getKey())
                        .allMatch(table -> table.startsWith(module + "_"));
                assertThat(found(NAMED, script.getValue()))
                        .as(script.getKey())
                        .allMatch(prefix -> prefix.equals(module));
            }
        }
        assertThat(tables).as("tables seen").isGreaterThan(10);
    }

    @Test
    void lieWhereTheServerFindsThem() {
        for (var jar : Packaged.jars()) {
            var module = moduleOf(jar);
            var scripts = Packaged.texts(jar, "db/" + module).keySet();
            if (!scripts.isEmpty()) {
                assertThat(scripts)
                        .as("what Flyway needs in the server's class loader")
                        .anyMatch(path -> path.endsWith("db/" + module + "/flyway.location"));
            }
        }
    }

    @Test
    void areAllInThePersistenceUnit() throws IOException {
        var unit =
                Files.readString(
                        Packaged.war().resolve("WEB-INF/classes/META-INF/persistence.xml"));
        var entities =
                Packaged.classes().stream()
                        .filter(type -> type.isAnnotatedWith("jakarta.persistence.Entity"))
                        .toList();

        assertThat(entities).isNotEmpty();
        for (var entity : entities) {
            var module = Packaged.moduleOf(entity);
            assertThat(unit)
                    .as(entity.getName())
                    .contains("<jar-file>lib/comity-" + module + ".jar</jar-file>");
            var table =
                    entity.getAnnotationOfType("jakarta.persistence.Table")
                            .get("name")
                            .orElseThrow();
            assertThat(table.toString()).as(entity.getName()).startsWith(module + "_");
        }
    }

    @Test
    void catchesATableOfAnotherName() {
        assertThat(found(MADE, "CREATE TABLE parties_thing (id uuid)"))
                .containsExactly("parties_thing")
                .noneMatch(table -> table.startsWith("ledger_"));
        assertThat(found(NAMED, "select 1 from parties_entity e")).containsExactly("parties");
    }

    private static String moduleOf(Path jar) {
        return jar.getFileName().toString().replaceAll("comity-(.*)\\.jar", "$1");
    }

    private static List<String> found(Pattern pattern, String sql) {
        var found = new ArrayList<String>();
        var matcher = pattern.matcher(sql.replaceAll("--[^\n]*", ""));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
