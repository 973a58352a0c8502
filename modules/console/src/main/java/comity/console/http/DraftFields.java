package comity.console.http;

import comity.agreements.template.Parameter;
import comity.agreements.template.Template;
import comity.parties.Entity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The fields of a template as a page shows them, in parts that belong together. */
final class DraftFields {

    /** Fields that belong together. */
    public record Part(String code, String title, List<Field> fields) {

        public Part {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One field.
     *
     * @param name of its input, and what its element's id begins with
     * @param input {@code text}, {@code date}, {@code select}, {@code checks}, {@code slots}, or
     *     {@code annexes}
     * @param wrong what is wrong with it, in words; empty if nothing is
     * @param options what can be chosen
     * @param slots the inputs of one that has several
     */
    public record Field(
            String name,
            String input,
            String label,
            String hint,
            boolean isOptional,
            String wrong,
            String value,
            List<Option> options,
            List<Slot> slots,
            List<Annex> annexes) {

        public Field {
            options = List.copyOf(options);
            slots = List.copyOf(slots);
            annexes = List.copyOf(annexes);
        }
    }

    /** What can be chosen. */
    public record Option(String code, String name, boolean isChosen) {}

    /**
     * One input of several: a number, or a choice where it has options.
     *
     * @param options none for a number
     */
    public record Slot(String name, String label, String value, List<Option> options) {

        public Slot {
            options = List.copyOf(options);
        }
    }

    /** The inputs of one annex. */
    public record Annex(
            int number, String name, String title, List<Option> languages, String text) {

        public Annex {
            languages = List.copyOf(languages);
        }
    }

    private static final Map<String, List<String>> PARTS =
            new TreeMap<>(
                    Map.of(
                            "1-who",
                            List.of("parties", "eligible", "objectionDays"),
                            "2-what",
                            List.of(
                                    "purposes",
                                    "elements",
                                    "legalBases",
                                    "sensitiveElements",
                                    "sensitiveLegalBases"),
                            "3-duties",
                            List.of(
                                    "retention",
                                    "onwardSharing",
                                    "breachNoticeHours",
                                    "measures",
                                    "requestsHandledBy",
                                    "answerWithinDays"),
                            "4-time",
                            List.of(
                                    "from",
                                    "until",
                                    "reviewEvery",
                                    "terminationNoticeDays",
                                    "dataAtEnd",
                                    "dataWithinDays"),
                            "5-evidence",
                            List.of("keepEvidence", "disputes"),
                            "7-text",
                            List.of("languages", "annexes")));

    /** In which annexes can be written. */
    private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");

    private final Template template;
    private final DraftWords words;
    private final Typed typed;
    private final Map<String, String> wrong;
    private final List<Entity> entities;

    /**
     * @param entities that can be named
     */
    DraftFields(
            Template template,
            DraftWords words,
            Typed typed,
            Map<String, String> wrong,
            List<Entity> entities) {
        this.template = template;
        this.words = words;
        this.typed = typed;
        this.wrong = wrong;
        this.entities = entities;
    }

    List<Part> parts() {
        var parts = new ArrayList<Part>();
        var rest = new ArrayList<>(template.parameters().keySet());
        PARTS.values().forEach(rest::removeAll);
        var all = new TreeMap<>(PARTS);
        all.put("6-rest", rest);
        all.forEach(
                (code, names) -> {
                    var fields = fields(names);
                    if (!fields.isEmpty()) {
                        var name = code.substring(2);
                        parts.add(new Part(name, words.of("draft.part." + name), fields));
                    }
                });
        return parts;
    }

    private List<Field> fields(List<String> names) {
        var known = template.parameters();
        return names.stream()
                .flatMap(name -> Optional.ofNullable(known.get(name)).stream())
                .map(this::field)
                .toList();
    }

    private Field field(Parameter parameter) {
        var name = DraftForm.field(parameter);
        return switch (parameter.kind()) {
            case ENTITIES -> field(parameter, "checks", "", entities(name), List.of());
            case CHOICES ->
                    DraftForm.isOrdered(parameter)
                            ? field(parameter, "slots", "", List.of(), order(parameter))
                            : field(
                                    parameter,
                                    "checks",
                                    "",
                                    options(parameter, Set.copyOf(typed.all(name))),
                                    List.of());
            case CHOICE ->
                    field(
                            parameter,
                            "select",
                            "",
                            options(parameter, Set.of(typed.one(name))),
                            List.of());
            case PERIOD -> field(parameter, "slots", "", List.of(), units(parameter));
            case INTEGER -> field(parameter, "text", typed.one(name), List.of(), List.of());
            case DATE -> field(parameter, "date", typed.one(name), List.of(), List.of());
            case ANNEXES -> field(parameter, "annexes", "", List.of(), List.of());
        };
    }

    private Field field(
            Parameter parameter,
            String input,
            String value,
            List<Option> options,
            List<Slot> slots) {
        return new Field(
                DraftForm.field(parameter),
                input,
                words.label(parameter),
                words.hint(parameter),
                parameter.optional(),
                wrong.getOrDefault(parameter.name(), ""),
                value,
                options,
                slots,
                input.equals("annexes") ? annexes(parameter) : List.of());
    }

    /** Those that can be named, after those that are and cannot be: whoever drafts unticks them. */
    private List<Option> entities(String name) {
        var chosen = DraftForm.present(typed.all(name));
        var known = new ArrayList<Option>();
        var others = new LinkedHashSet<>(chosen);
        for (var each : entities) {
            var said = words.of("draft.entity", each.code(), each.name());
            known.add(new Option(each.code(), said, chosen.contains(each.code())));
            others.remove(each.code());
        }
        var options = new ArrayList<Option>();
        others.forEach(
                code -> options.add(new Option(code, words.of("draft.entity.other", code), true)));
        options.addAll(known);
        return options;
    }

    private List<Option> options(Parameter parameter, Set<String> chosen) {
        return parameter.options().keySet().stream()
                .map(code -> new Option(code, words.option(parameter, code), chosen.contains(code)))
                .toList();
    }

    private List<Slot> order(Parameter parameter) {
        var slots = new ArrayList<Slot>();
        for (int place : DraftForm.places(parameter)) {
            var name = DraftForm.field(parameter, "" + place);
            var value = typed.one(name);
            slots.add(
                    new Slot(
                            name,
                            words.of("draft.place", place),
                            value,
                            options(parameter, Set.of(value))));
        }
        return slots;
    }

    private List<Slot> units(Parameter parameter) {
        return List.of("years", "months", "days").stream()
                .map(
                        unit -> {
                            var name = DraftForm.field(parameter, unit);
                            return new Slot(
                                    name, words.of("unit." + unit), typed.one(name), List.of());
                        })
                .toList();
    }

    private List<Annex> annexes(Parameter parameter) {
        var annexes = new ArrayList<Annex>();
        for (int i = 0; i < DraftForm.annexes(parameter, typed); i++) {
            var name = DraftForm.field(parameter, "" + i);
            var language = typed.one(name + "-language");
            var languages = new ArrayList<Option>();
            for (var tag : LANGUAGES) {
                languages.add(new Option(tag, words.language(tag), tag.equals(language)));
            }
            if (!language.isEmpty() && !LANGUAGES.contains(language)) {
                languages.add(new Option(language, words.language(language), true));
            }
            annexes.add(
                    new Annex(
                            i + 1,
                            name,
                            typed.one(name + "-title"),
                            languages,
                            typed.one(name + "-text")));
        }
        return annexes;
    }
}
