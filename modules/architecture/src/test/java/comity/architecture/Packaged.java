package comity.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the WAR holds of Comity, and the client beside it. */
final class Packaged {

    private static final Path WAR =
            Path.of(System.getProperty("comity.war", "../app/target/comity"));
    private static final Path CLIENT =
            Path.of(System.getProperty("comity.client", "../client/target/classes"));

    private static final JavaClasses CLASSES = read();
    private static final Map<String, Set<String>> EXPORTS = readExports();

    private Packaged() {}

    static JavaClasses classes() {
        return CLASSES;
    }

    private static JavaClasses read() {
        try {
            Set<Location> places = new LinkedHashSet<>();
            for (var jar : jars()) {
                places.add(Location.of(new JarFile(jar.toFile())));
            }
            places.add(Location.of(WAR.resolve("WEB-INF/classes")));
            places.add(Location.of(CLIENT));
            return new ClassFileImporter().importLocations(places);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path war() {
        return WAR;
    }

    static List<Path> jars() {
        try (var files = Files.list(WAR.resolve("WEB-INF/lib"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("comity-"))
                    .sorted()
                    .toList();
        } catch (IOException absent) {
            throw new UncheckedIOException("The WAR is built before this runs", absent);
        }
    }

    /** The module of a class, by its package: the segment after {@code comity}; empty elsewhere. */
    static String moduleOf(JavaClass type) {
        var segments = type.getPackageName().split("\\.", -1);
        return segments.length > 1 && segments[0].equals("comity") ? segments[1] : "";
    }

    /** What each module exports, by its own descriptor. */
    static Map<String, Set<String>> exports() {
        return EXPORTS;
    }

    private static Map<String, Set<String>> readExports() {
        var exports = new TreeMap<String, Set<String>>();
        for (var reference : ModuleFinder.of(jars().toArray(Path[]::new)).findAll()) {
            var descriptor = reference.descriptor();
            exports.put(
                    descriptor.name().replace("comity.", ""),
                    descriptor.exports().stream()
                            .filter(export -> !export.isQualified())
                            .map(ModuleDescriptor.Exports::source)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return exports;
    }

    /** The texts below a folder of a jar, by their paths. */
    static Map<String, String> texts(Path jar, String folder) {
        var texts = new LinkedHashMap<String, String>();
        try (var files = FileSystems.newFileSystem(jar)) {
            var root = files.getPath(folder);
            if (Files.isDirectory(root)) {
                try (Stream<Path> below = Files.walk(root)) {
                    for (var file : below.filter(Files::isRegularFile).sorted().toList()) {
                        texts.put(file.toString(), Files.readString(file));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return texts;
    }
}
