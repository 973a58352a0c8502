package comity.parties;

import comity.kernel.Problem;
import comity.kernel.ProblemType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the members of a JSON object strictly; what is wrong is a problem that says where. */
final class Members {

    private static final long LAST_SECOND = 253_402_300_799L; // the year 9999

    private final ObjectNode object;
    private final ProblemType problem;
    private final String pointer;

    private Members(ObjectNode object, ProblemType problem, String pointer) {
        this.object = object;
        this.problem = problem;
        this.pointer = pointer;
    }

    /**
     * An object without members other than these.
     *
     * @param pointer where it is in the request's content
     */
    static Members of(JsonNode value, Set<String> known, ProblemType problem, String pointer) {
        if (!(value instanceof ObjectNode object)) {
            throw wrong(problem, pointer, "must be an object");
        }
        for (var name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw wrong(problem, pointer + "/" + name, "is not known");
            }
        }
        return new Members(object, problem, pointer);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "must be a text"));
    }

    Optional<String> optionalText(String name) {
        var value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(name, "must be a text");
        }
        return Optional.of(value.stringValue());
    }

    boolean has(String name) {
        return object.has(name);
    }

    ObjectNode object(String name) {
        if (object.get(name) instanceof ObjectNode inner) {
            return inner;
        }
        throw wrong(name, "must be an object");
    }

    List<JsonNode> items(String name, int most) {
        if (object.get(name) instanceof ArrayNode array && array.size() <= most) {
            return List.copyOf(array.values());
        }
        throw wrong(name, "must be an array of at most %d items".formatted(most));
    }

    List<String> texts(String name, int most) {
        var texts = new ArrayList<String>();
        for (var item : items(name, most)) {
            if (!item.isString()) {
                throw wrong(name, "must be an array of texts");
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    /** A time in RFC 3339, UTC. */
    Optional<Instant> time(String name) {
        return optionalText(name)
                .map(
                        text -> {
                            try {
                                return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
                            } catch (DateTimeParseException malformed) {
                                throw wrong(name, "must be a time such as 2026-01-01T00:00:00Z");
                            }
                        });
    }

    /** A NumericDate (RFC 7519), in whole seconds. */
    Optional<Instant> numericDate(String name) {
        var value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || value.longValue() < 0 || value.longValue() > LAST_SECOND) {
            throw wrong(name, "must be a number of seconds since 1970");
        }
        return Optional.of(Instant.ofEpochSecond(value.longValue()));
    }

    Problem wrong(String name, String what) {
        return wrong(problem, pointer + "/" + name, what);
    }

    private static Problem wrong(ProblemType problem, String pointer, String what) {
        return Problem.of(problem, "A member is missing or not as it must be.").at(pointer, what);
    }
}
