package comity.console.http;

import com.ibm.icu.util.ULocale;
import comity.agreements.template.Parameter;
import comity.console.Words;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the parameters of templates are called, and their values, in the reader's language: by the
 * words of the console, or else by the template's own, which are in its binding languages.
 */
final class DraftWords {

    /** Where the words for the options of a parameter are: those of the terms that it becomes. */
    private static final Map<String, String> FAMILIES =
            Map.of(
                    "purposes", "purpose",
                    "elements", "element",
                    "sensitiveElements", "element",
                    "legalBases", "basis",
                    "sensitiveLegalBases", "basis",
                    "onwardSharing", "rule",
                    "measures", "measure",
                    "requestsHandledBy", "handled",
                    "disputes", "disputes",
                    "dataAtEnd", "copies");

    private final Words words;

    DraftWords(Words words) {
        this.words = words;
    }

    String of(String key, Object... parameters) {
        return words.of(key, parameters);
    }

    String list(List<String> said) {
        return words.list(said);
    }

    String label(Parameter parameter) {
        var key = "parameter." + parameter.name();
        return words.keys().contains(key) ? words.of(key) : own(parameter.label());
    }

    /** What helps to fill it in: what it means, and its bounds. */
    String hint(Parameter parameter) {
        var key = "parameter." + parameter.name() + ".hint";
        var hints = new ArrayList<String>();
        if (words.keys().contains(key)) {
            hints.add(words.of(key));
        }
        var bounds = parameter.bounds();
        switch (parameter.kind()) {
            case INTEGER ->
                    hints.add(
                            words.of(
                                    "draft.hint.number",
                                    bounds.required("least").intValue(),
                                    bounds.required("most").intValue()));
            case PERIOD ->
                    hints.add(
                            words.of(
                                    "draft.hint.period",
                                    bound(parameter, "shortest"),
                                    bound(parameter, "longest")));
            default -> {}
        }
        return String.join(" ", hints);
    }

    /** A bound of a period, in words. */
    String bound(Parameter parameter, String name) {
        return words.period(Period.parse(parameter.bounds().required(name).stringValue()));
    }

    String option(Parameter parameter, String code) {
        if (parameter.name().equals("languages")) {
            return language(code);
        }
        var family = FAMILIES.getOrDefault(parameter.name(), parameter.name());
        var key = family + "." + code;
        var own = parameter.options().get(code);
        return words.keys().contains(key) || own == null ? words.code(family, code) : own(own);
    }

    String language(String tag) {
        return ULocale.getDisplayLanguage(tag, words.locale().toLanguageTag());
    }

    /** A template's words in the reader's language, in English, or in any that it has. */
    String own(comity.agreements.template.Words said) {
        return said.in(languageOf(said));
    }

    /** In which language {@link #own} says it. */
    String languageOf(comity.agreements.template.Words said) {
        for (var language : new String[] {words.locale().getLanguage(), "en"}) {
            if (said.byLanguage().containsKey(language)) {
                return language;
            }
        }
        return said.byLanguage().keySet().iterator().next();
    }

    /** A value in words; words for none if there is no value. */
    String said(Parameter parameter, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return words.of("draft.nothing");
        }
        return switch (parameter.kind()) {
            case ENTITIES, CHOICES, CHOICE -> options(parameter, value);
            case PERIOD -> period(value);
            case DATE -> day(value);
            case INTEGER -> value.isIntegralNumber() ? words.number(value.longValue()) : "";
            case ANNEXES -> annexes(value);
        };
    }

    private String options(Parameter parameter, JsonNode value) {
        var said = new ArrayList<String>();
        if (value.isString()) {
            said.add(option(parameter, value.stringValue()));
        }
        value.forEach(code -> said.add(option(parameter, code.asString(""))));
        return words.list(said);
    }

    private String period(JsonNode value) {
        try {
            return words.period(Period.parse(value.asString("")));
        } catch (DateTimeException none) {
            return value.asString("");
        }
    }

    private String day(JsonNode value) {
        try {
            return words.day(LocalDate.parse(value.asString("")));
        } catch (DateTimeException none) {
            return value.asString("");
        }
    }

    private String annexes(JsonNode value) {
        var said = new ArrayList<String>();
        for (var annex : value) {
            said.add(
                    words.of(
                            "draft.annex.said",
                            annex.path("title").asString(""),
                            language(annex.path("language").asString("")),
                            annex.path("text").asString("")));
        }
        return String.join("\n", said);
    }
}
