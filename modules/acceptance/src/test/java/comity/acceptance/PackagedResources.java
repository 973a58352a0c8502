package comity.acceptance;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What the packaged application serves, read from its classes: no list that somebody keeps by hand.
 */
final class PackagedResources implements AutoCloseable {

    private static final String API = "/api/v1";

    private final java.nio.file.Path libraries;
    private final URLClassLoader loader;

    /**
     * @param libraries the {@code WEB-INF/lib} of the application
     */
    PackagedResources(java.nio.file.Path libraries) throws IOException {
        this.libraries = libraries;
        var classes = libraries.resolveSibling("classes");
        try (var jars = Files.list(libraries)) {
            var urls =
                    Stream.concat(Stream.of(classes), jars.sorted())
                            .map(PackagedResources::url)
                            .toArray(URL[]::new);
            this.loader = new URLClassLoader(urls, PackagedResources.class.getClassLoader());
        }
    }

    private static URL url(java.nio.file.Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@code GET /api/v1/records/{id}} and so on, of every resource that an application lists. */
    Set<String> operations() throws ReflectiveOperationException {
        var operations = new TreeSet<String>();
        for (var type : listed("comity.app.ApiApplication")) {
            add(operations, API, type);
        }
        for (var type : listed("comity.app.RootApplication")) {
            add(operations, "", type);
        }
        return operations;
    }

    /** Resources that are packaged, listed or not. */
    Set<String> resources() throws IOException, ClassNotFoundException {
        var resources = new TreeSet<String>();
        try (var jars = Files.list(libraries)) {
            for (var jar :
                    jars.filter(each -> each.getFileName().toString().startsWith("comity-"))
                            .toList()) {
                for (var name : classes(jar)) {
                    if (Class.forName(name, false, loader).isAnnotationPresent(Path.class)) {
                        resources.add(name);
                    }
                }
            }
        }
        return resources;
    }

    /** Resources that an application lists. */
    Set<String> listedResources() throws ReflectiveOperationException {
        var names = new TreeSet<String>();
        for (var application : List.of("comity.app.ApiApplication", "comity.app.RootApplication")) {
            listed(application).forEach(type -> names.add(type.getName()));
        }
        return names;
    }

    private static List<String> classes(java.nio.file.Path jar) throws IOException {
        try (var entries = new JarFile(jar.toFile())) {
            return entries.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("comity/[a-z/]+/http/\\w+Resource\\.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .toList();
        }
    }

    private List<Class<?>> listed(String application) throws ReflectiveOperationException {
        var instance =
                Class.forName(application, true, loader)
                        .asSubclass(Application.class)
                        .getDeclaredConstructor()
                        .newInstance();
        return instance.getClasses().stream()
                .<Class<?>>map(type -> type)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .toList();
    }

    private static void add(Set<String> operations, String prefix, Class<?> type) {
        for (var method : type.getDeclaredMethods()) {
            var own = method.getAnnotation(Path.class);
            var path =
                    prefix
                            + slashed(type.getAnnotation(Path.class).value())
                            + (own == null ? "" : slashed(own.value()));
            Arrays.stream(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .filter(each -> each.isAnnotationPresent(HttpMethod.class))
                    .map(each -> each.getAnnotation(HttpMethod.class).value())
                    // A template's regular expression is the code's affair.
                    .forEach(
                            verb ->
                                    operations.add(
                                            verb
                                                    + " "
                                                    + path.replaceAll(
                                                            "\\{(\\w+)\\s*:[^/]*\\}", "{$1}")));
        }
    }

    private static String slashed(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
