package comity.kernel;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the node's settings, typed and checked. Each module reads its own into one record, once:
 *
 * <pre>{@code
 * settings.read(from -> new LedgerSettings(
 *         from.text("comity.log.origin"),
 *         from.duration("comity.log.max-merge-delay", Duration.ofMinutes(5), Duration.ofSeconds(2), Duration.ofHours(1))));
 * }</pre>
 *
 * What is wrong is collected, so that an administrator is told everything at once.
 */
public final class Settings {

    private final Function<String, Optional<String>> source;
    private final Consumer<String> refusal;

    /**
     * @param source the value of a setting by its name, empty when it is not set
     * @param refusal told what is wrong, before it is thrown: whoever catches that may not say it
     */
    public Settings(Function<String, Optional<String>> source, Consumer<String> refusal) {
        this.source = source;
        this.refusal = refusal;
    }

    /** Settings whose faults are thrown, and told to nobody else. */
    public Settings(Function<String, Optional<String>> source) {
        this(source, wrong -> {});
    }

    /**
     * Reads some settings together.
     *
     * @throws InvalidSettings naming every setting that is missing or wrong, and what to change
     */
    public <T> T read(Function<Reader, T> reading) {
        var reader = new Reader();
        T result;
        try {
            result = reading.apply(reader);
        } catch (RuntimeException failure) {
            // A record's own check may stumble over a stand-in for a setting that is wrong: then
            // the setting is what to tell.
            reader.requireNoComplaint();
            throw failure;
        }
        reader.requireNoComplaint();
        return result;
    }

    /** Reads single settings; what is wrong is noted, and a stand-in returned for it. */
    public final class Reader {

        private final List<String> complaints = new ArrayList<>();

        private Reader() {}

        /** A text that must be set. */
        public String text(String name) {
            return value(name).orElseGet(() -> complain(name, "a value", ""));
        }

        /** A text. */
        public String text(String name, String fallback) {
            return value(name).orElse(fallback);
        }

        /** A text that may be left out. */
        public Optional<String> optionalText(String name) {
            return value(name);
        }

        /** A list, separated by commas; empty when not set. */
        public List<String> list(String name) {
            return value(name)
                    .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList())
                    .orElse(List.of());
        }

        /** A whole number from {@code least} to {@code most}. */
        public int integer(String name, int fallback, int least, int most) {
            var wanted = "a whole number from %d to %d".formatted(least, most);
            return value(name)
                    .map(
                            text -> {
                                try {
                                    int number = Integer.parseInt(text);
                                    return number >= least && number <= most
                                            ? number
                                            : complain(name, wanted, fallback);
                                } catch (NumberFormatException notOne) {
                                    return complain(name, wanted, fallback);
                                }
                            })
                    .orElse(fallback);
        }

        /** {@code true} or {@code false}. */
        public boolean flag(String name, boolean fallback) {
            return value(name)
                    .map(
                            text ->
                                    switch (text) {
                                        case "true" -> true;
                                        case "false" -> false;
                                        default -> complain(name, "true or false", fallback);
                                    })
                    .orElse(fallback);
        }

        /** A duration in ISO 8601, such as {@code PT30S}, from {@code least} to {@code most}. */
        public Duration duration(String name, Duration fallback, Duration least, Duration most) {
            var wanted = "a duration such as PT30S, from %s to %s".formatted(least, most);
            return value(name)
                    .map(
                            text -> {
                                try {
                                    var duration = Duration.parse(text);
                                    return duration.compareTo(least) >= 0
                                                    && duration.compareTo(most) <= 0
                                            ? duration
                                            : complain(name, wanted, fallback);
                                } catch (DateTimeParseException notOne) {
                                    return complain(name, wanted, fallback);
                                }
                            })
                    .orElse(fallback);
        }

        /** An absolute address that must be set. */
        public URI uri(String name) {
            return value(name)
                    .map(text -> uriOf(name, text, URI.create("about:blank")))
                    .orElseGet(() -> complain(name, "an address", URI.create("about:blank")));
        }

        /** An absolute address. */
        public URI uri(String name, URI fallback) {
            return value(name).map(text -> uriOf(name, text, fallback)).orElse(fallback);
        }

        /** A file or folder, made absolute. */
        public Path path(String name, Path fallback) {
            return value(name)
                    .map(text -> pathOf(name, text, fallback))
                    .orElse(fallback)
                    .toAbsolutePath()
                    .normalize();
        }

        /** A file or folder that may be left out. */
        public Optional<Path> optionalPath(String name) {
            return value(name)
                    .map(text -> pathOf(name, text, Path.of("")).toAbsolutePath().normalize());
        }

        /** One of a type's constants, written in lower case with hyphens. */
        public <E extends Enum<E>> E one(String name, Class<E> type, E fallback) {
            var constants = Arrays.asList(type.getEnumConstants());
            return value(name)
                    .map(
                            text ->
                                    constants.stream()
                                            .filter(constant -> code(constant).equals(text))
                                            .findFirst()
                                            .orElseGet(
                                                    () ->
                                                            complain(
                                                                    name,
                                                                    "one of "
                                                                            + constants.stream()
                                                                                    .map(
                                                                                            Settings
                                                                                                    ::code)
                                                                                    .toList(),
                                                                    fallback)))
                    .orElse(fallback);
        }

        private URI uriOf(String name, String text, URI standIn) {
            try {
                var uri = new URI(text);
                return uri.isAbsolute()
                        ? uri
                        : complain(name, "an address with its scheme", standIn);
            } catch (URISyntaxException notOne) {
                return complain(name, "an address with its scheme", standIn);
            }
        }

        private Path pathOf(String name, String text, Path standIn) {
            try {
                return Path.of(text);
            } catch (InvalidPathException notOne) {
                return complain(name, "a path of this system", standIn);
            }
        }

        private Optional<String> value(String name) {
            return source.apply(name).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** Values are not repeated: a secret may have been put in the wrong place. */
        private <T> T complain(String name, String wanted, T standIn) {
            complaints.add(
                    "Set %s to %s (as a server variable or as the environment variable %s)."
                            .formatted(name, wanted, environment(name)));
            return standIn;
        }

        private void requireNoComplaint() {
            if (!complaints.isEmpty()) {
                var invalid = new InvalidSettings(complaints);
                refusal.accept(String.valueOf(invalid.getMessage()));
                throw invalid;
            }
        }
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String environment(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
