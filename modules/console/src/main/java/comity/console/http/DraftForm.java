package comity.console.http;

import comity.agreements.template.Parameter;
import comity.agreements.template.ParameterKind;
import comity.agreements.template.Template;
import comity.kernel.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields in which a template is filled in, written from values; {@link DraftReading} reads. */
final class DraftForm {

    /** Parameters whose options have an order that says something. */
    private static final Set<String> ORDERED = Set.of("languages", "disputes");

    private DraftForm() {}

    /** The name of a parameter's field, which is no name of anything else in an address. */
    static String field(Parameter parameter) {
        return "f-" + parameter.name();
    }

    static String field(Parameter parameter, String part) {
        return field(parameter) + "-" + part;
    }

    static boolean isOrdered(Parameter parameter) {
        return parameter.kind() == ParameterKind.CHOICES && ORDERED.contains(parameter.name());
    }

    /** The numbers of the places in an order, from 1. */
    static List<Integer> places(Parameter parameter) {
        return IntStream.rangeClosed(1, parameter.options().size()).boxed().toList();
    }

    /**
     * The fields for values.
     *
     * @param values by parameter; what is of another kind than its parameter is left out
     */
    static Map<String, List<String>> written(Template template, JsonNode values) {
        var fields = new HashMap<String, List<String>>();
        for (var parameter : template.parameters().values()) {
            write(parameter, values.path(parameter.name()), fields);
        }
        return fields;
    }

    /** Those of a text that nobody has begun: what can only be so, and what is likely. */
    static Map<String, List<String>> blank(Template template, String own, String language) {
        var values = Json.object();
        for (var parameter : template.parameters().values()) {
            if (parameter.name().equals("parties")) {
                values.putArray("parties").add(own);
            } else if (parameter.name().equals("languages")) {
                var likely = parameter.options().containsKey(language) ? language : "en";
                values.putArray("languages").add(likely);
            } else if (parameter.kind() == ParameterKind.CHOICE
                    && !parameter.optional()
                    && parameter.options().size() == 1) {
                values.put(parameter.name(), parameter.options().keySet().iterator().next());
            }
        }
        return written(template, values);
    }

    private static void write(
            Parameter parameter, JsonNode value, Map<String, List<String>> fields) {
        switch (parameter.kind()) {
            case ENTITIES, CHOICES -> {
                var codes = value.valueStream().map(each -> each.asString("")).toList();
                if (isOrdered(parameter)) {
                    for (int i = 0; i < codes.size(); i++) {
                        fields.put(field(parameter, "" + (i + 1)), List.of(codes.get(i)));
                    }
                } else {
                    fields.put(field(parameter), codes);
                }
            }
            case PERIOD -> period(parameter, value, fields);
            case ANNEXES -> annexes(parameter, value, fields);
            case CHOICE, INTEGER, DATE -> fields.put(field(parameter), List.of(value.asString("")));
        }
    }

    private static void period(
            Parameter parameter, JsonNode value, Map<String, List<String>> fields) {
        if (!value.isString()) {
            return;
        }
        try {
            var period = Period.parse(value.stringValue());
            part(parameter, "years", period.getYears(), fields);
            part(parameter, "months", period.getMonths(), fields);
            part(parameter, "days", (int) period.get(ChronoUnit.DAYS), fields);
        } catch (DateTimeException none) {
            // Terms that another template or none has made: to be filled in anew.
        }
    }

    private static void part(
            Parameter parameter, String unit, int number, Map<String, List<String>> fields) {
        fields.put(field(parameter, unit), List.of(number == 0 ? "" : Integer.toString(number)));
    }

    private static void annexes(
            Parameter parameter, JsonNode value, Map<String, List<String>> fields) {
        for (int i = 0; i < value.size(); i++) {
            for (var part : List.of("title", "language", "text")) {
                fields.put(
                        field(parameter, i + "-" + part),
                        List.of(value.get(i).path(part).asString("")));
            }
        }
        fields.put(field(parameter, "count"), List.of(Integer.toString(value.size())));
    }

    /** How many annexes the fields have room for, at least one. */
    static int annexes(Parameter parameter, Typed typed) {
        int most = parameter.bounds().required("most").intValue();
        var count = typed.one(field(parameter, "count"));
        int asked = count.matches("\\d{1,2}") ? Integer.parseInt(count) : 0;
        return Math.max(1, Math.min(most, asked));
    }

    /**
     * A value as it was, where what was read says the same in other letters or in another order
     * that says nothing: so that who changes nothing changes nothing.
     */
    static JsonNode likeBefore(Parameter parameter, JsonNode value, JsonNode before) {
        boolean isSame =
                switch (parameter.kind()) {
                    case ENTITIES, CHOICES ->
                            !isOrdered(parameter)
                                    && set(value).equals(set(before))
                                    && value.size() == before.size();
                    case PERIOD -> isSamePeriod(value, before);
                    default -> false;
                };
        return isSame ? before : value;
    }

    private static Set<String> set(JsonNode codes) {
        var set = new HashSet<String>();
        codes.forEach(code -> set.add(code.asString("")));
        return set;
    }

    private static boolean isSamePeriod(JsonNode value, JsonNode before) {
        try {
            return Period.parse(value.asString("")).equals(Period.parse(before.asString("")));
        } catch (DateTimeException none) {
            return false;
        }
    }

    /**
     * Values so that two which say the same are the same: what has no order in one order, and times
     * in one way of writing them.
     */
    static ObjectNode settled(Template template, JsonNode values) {
        var settled = new HashMap<String, JsonNode>();
        for (var parameter : template.parameters().values()) {
            var value = values.path(parameter.name());
            if (!value.isMissingNode()) {
                settled.put(parameter.name(), settled(parameter, value));
            }
        }
        return inOrder(template, settled);
    }

    private static JsonNode settled(Parameter parameter, JsonNode value) {
        return switch (parameter.kind()) {
            case ENTITIES, CHOICES -> isOrdered(parameter) ? value : sorted(value);
            case PERIOD -> isSamePeriod(value, value) ? normal(value) : value;
            default -> value;
        };
    }

    private static JsonNode sorted(JsonNode codes) {
        var sorted = Json.array();
        new TreeSet<>(set(codes)).forEach(sorted::add);
        return sorted;
    }

    private static JsonNode normal(JsonNode period) {
        var text = Period.parse(period.asString("")).toString();
        return Json.object().put("text", text).required("text");
    }

    /** Values in the order of the template's parameters. */
    static ObjectNode inOrder(Template template, Map<String, JsonNode> values) {
        var ordered = Json.object();
        for (var name : template.parameters().keySet()) {
            var value = values.get(name);
            if (value != null) {
                ordered.set(name, value);
            }
        }
        return ordered;
    }

    /** The day of a text, if it is one. */
    static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).getYear() <= 9999;
        } catch (DateTimeException none) {
            return false;
        }
    }

    /** The texts that are there, each once, as they come. */
    static List<String> present(List<String> texts) {
        return texts.stream().filter(text -> !text.isBlank()).distinct().toList();
    }
}
