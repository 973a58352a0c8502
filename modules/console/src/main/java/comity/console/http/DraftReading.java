package comity.console.http;

import comity.agreements.template.Parameter;
import comity.agreements.template.Template;
import comity.kernel.Json;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a form in which a template was filled in. What does not fit is said beside its field, with
 * what to do; the front door decides again on all of it.
 */
final class DraftReading {

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{1,4}");

    private final Template template;
    private final DraftWords words;
    private final Typed typed;
    private final Set<String> entities;
    private final String own;
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    /**
     * @param entities the codes that can be named
     * @param own the code of the entity that drafts
     */
    DraftReading(
            Template template, DraftWords words, Typed typed, Set<String> entities, String own) {
        this.template = template;
        this.words = words;
        this.typed = typed;
        this.entities = entities;
        this.own = own;
    }

    /**
     * Reads it.
     *
     * @param before the values from which it was written; empty for none
     */
    DraftReading read(JsonNode before) {
        for (var parameter : template.parameters().values()) {
            var name = parameter.name();
            value(parameter)
                    .ifPresent(
                            value ->
                                    values.put(
                                            name,
                                            DraftForm.likeBefore(
                                                    parameter, value, before.path(name))));
        }
        for (var parameter : template.parameters().values()) {
            if (!wrong.containsKey(parameter.name())) {
                together(parameter);
            }
        }
        return this;
    }

    /** What was read, by parameter. */
    ObjectNode values() {
        return DraftForm.inOrder(template, values);
    }

    /** What is wrong with a parameter, in words. */
    Map<String, String> wrong() {
        return wrong;
    }

    private Optional<JsonNode> value(Parameter parameter) {
        return switch (parameter.kind()) {
            case ENTITIES -> entities(parameter);
            case CHOICES -> choices(parameter);
            case CHOICE -> choice(parameter);
            case PERIOD -> period(parameter);
            case INTEGER -> integer(parameter);
            case DATE -> date(parameter);
            case ANNEXES -> annexes(parameter);
        };
    }

    private Optional<JsonNode> refuse(Parameter parameter, String key, Object... with) {
        wrong.putIfAbsent(parameter.name(), words.of(key, with));
        return Optional.empty();
    }

    private Optional<JsonNode> entities(Parameter parameter) {
        var codes = DraftForm.present(typed.all(DraftForm.field(parameter)));
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        var others = codes.stream().filter(code -> !entities.contains(code)).toList();
        if (!others.isEmpty()) {
            return refuse(parameter, "draft.wrong.entity", words.list(others));
        }
        int most = parameter.bounds().required("most").intValue();
        return codes.size() > most
                ? refuse(parameter, "draft.wrong.many", most)
                : Optional.of(array(codes));
    }

    private Optional<JsonNode> choices(Parameter parameter) {
        boolean isOrdered = DraftForm.isOrdered(parameter);
        var typedCodes =
                isOrdered
                        ? DraftForm.places(parameter).stream()
                                .map(place -> typed.one(DraftForm.field(parameter, "" + place)))
                                .filter(code -> !code.isBlank())
                                .toList()
                        : typed.all(DraftForm.field(parameter));
        var codes = DraftForm.present(typedCodes);
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        if (isOrdered && codes.size() < typedCodes.size()) {
            return refuse(parameter, "draft.wrong.twice");
        }
        return parameter.options().keySet().containsAll(codes)
                ? Optional.of(array(codes))
                : refuse(parameter, "draft.wrong.choice");
    }

    private Optional<JsonNode> choice(Parameter parameter) {
        var code = typed.one(DraftForm.field(parameter));
        if (code.isBlank()) {
            return Optional.empty();
        }
        return parameter.options().containsKey(code)
                ? Optional.of(text(code))
                : refuse(parameter, "draft.wrong.choice");
    }

    private Optional<JsonNode> integer(Parameter parameter) {
        var text = typed.one(DraftForm.field(parameter)).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int least = parameter.bounds().required("least").intValue();
        int most = parameter.bounds().required("most").intValue();
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        return number < least || number > most
                ? refuse(parameter, "draft.wrong.number", least, most)
                : Optional.of(Json.object().put("number", number).required("number"));
    }

    private Optional<JsonNode> date(Parameter parameter) {
        var text = typed.one(DraftForm.field(parameter)).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return DraftForm.isDay(text)
                ? Optional.of(text(text))
                : refuse(parameter, "draft.wrong.day");
    }

    private Optional<JsonNode> period(Parameter parameter) {
        var period = Period.ZERO;
        boolean isThere = false;
        for (var unit : List.of("years", "months", "days")) {
            var text = typed.one(DraftForm.field(parameter, unit)).strip();
            if (text.isEmpty()) {
                continue;
            }
            int most = unit.equals("days") ? 9999 : 999;
            int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : most + 1;
            if (number > most) {
                return refuse(parameter, "draft.wrong.period-number");
            }
            isThere = true;
            period =
                    switch (unit) {
                        case "years" -> period.plusYears(number);
                        case "months" -> period.plusMonths(number);
                        default -> period.plusDays(number);
                    };
        }
        if (!isThere) {
            return Optional.empty();
        }
        return isWithin(parameter, period)
                ? Optional.of(text(period.toString()))
                : refuse(
                        parameter,
                        "draft.wrong.period",
                        words.bound(parameter, "shortest"),
                        words.bound(parameter, "longest"));
    }

    private static boolean isWithin(Parameter parameter, Period period) {
        long days = length(period);
        return days >= bound(parameter, "shortest") && days <= bound(parameter, "longest");
    }

    private static long bound(Parameter parameter, String name) {
        return length(Period.parse(parameter.bounds().required(name).stringValue()));
    }

    private static long length(Period period) {
        return LocalDate.EPOCH.plus(period).toEpochDay();
    }

    private Optional<JsonNode> annexes(Parameter parameter) {
        var annexes = new DraftAnnexes(parameter, words, typed);
        var read = annexes.read();
        annexes.wrong().forEach(said -> wrong.putIfAbsent(parameter.name(), said));
        return read.isEmpty() ? Optional.empty() : Optional.of(read);
    }

    /** What the values have to be beside each other. */
    private void together(Parameter parameter) {
        var name = parameter.name();
        var value = values.get(name);
        if (value == null) {
            if (!parameter.optional()) {
                refuse(parameter, isChosen(parameter) ? "draft.missing.choose" : "draft.missing");
            }
            return;
        }
        parameter
                .needs()
                .filter(other -> !values.containsKey(other) && !wrong.containsKey(other))
                .flatMap(other -> Optional.ofNullable(template.parameters().get(other)))
                .ifPresent(other -> refuse(parameter, "draft.wrong.needs", words.label(other)));
        if (name.equals("parties")) {
            parties(parameter, value);
        } else if (name.equals("eligible")) {
            eligible(parameter, value);
        } else if (name.equals("until") && isBeforeItBegins(value)) {
            refuse(parameter, "draft.wrong.until");
        }
    }

    private static boolean isChosen(Parameter parameter) {
        return switch (parameter.kind()) {
            case ENTITIES, CHOICES, CHOICE -> true;
            default -> false;
        };
    }

    private void parties(Parameter parameter, JsonNode value) {
        var parties = codes(value);
        if (!parties.contains(own)) {
            refuse(parameter, "draft.wrong.own", own);
        } else if (parties.size() < 2 && !values.containsKey("eligible")) {
            refuse(parameter, "draft.wrong.alone");
        }
    }

    private void eligible(Parameter parameter, JsonNode value) {
        var both = codes(value);
        both.retainAll(codes(Optional.ofNullable(values.get("parties")).orElseGet(Json::array)));
        if (!both.isEmpty()) {
            refuse(parameter, "draft.wrong.party-already", String.join(", ", both));
        }
    }

    private boolean isBeforeItBegins(JsonNode until) {
        var from = values.get("from");
        return from != null
                && LocalDate.parse(until.stringValue())
                        .isBefore(LocalDate.parse(from.stringValue()));
    }

    private static Set<String> codes(JsonNode value) {
        var codes = new HashSet<String>();
        value.forEach(code -> codes.add(code.asString("")));
        return codes;
    }

    private static JsonNode text(String value) {
        return Json.object().put("text", value).required("text");
    }

    private static ArrayNode array(List<String> codes) {
        var array = Json.array();
        codes.forEach(array::add);
        return array;
    }
}
