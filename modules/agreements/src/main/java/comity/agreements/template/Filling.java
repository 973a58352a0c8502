package comity.agreements.template;

import comity.kernel.Json;
import comity.kernel.Problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A template with values for its parameters. */
public final class Filling {

    private final Template template;
    private final Map<String, JsonNode> values;

    private Filling(Template template, Map<String, JsonNode> values) {
        this.template = template;
        this.values = values;
    }

    /**
     * A clause as people read it.
     *
     * @param id of the template's clause
     */
    public record Prose(String id, String heading, String text) {}

    /**
     * @param parameters by name
     */
    static Filling of(Template template, JsonNode parameters) {
        var values = new LinkedHashMap<String, JsonNode>();
        for (var name : parameters.propertyNames()) {
            values.put(name, parameters.required(name));
        }
        return new Filling(template, values);
    }

    /** The values that terms have in the places of the parameters. */
    static Filling read(Template template, JsonNode terms) {
        var values = new LinkedHashMap<String, JsonNode>();
        template.clauses().forEach(clause -> read(clause.terms(), terms, values));
        return new Filling(template, values);
    }

    private static void read(JsonNode pattern, JsonNode terms, Map<String, JsonNode> values) {
        var name = Template.placeholder(pattern);
        if (name.isPresent()) {
            if (!terms.isMissingNode()) {
                values.putIfAbsent(name.get(), terms);
            }
        } else if (pattern.isObject()) {
            for (var member : pattern.propertyNames()) {
                read(pattern.required(member), terms.path(member), values);
            }
        } else {
            for (int i = 0; i < pattern.size(); i++) {
                read(pattern.get(i), terms.path(i), values);
            }
        }
    }

    public Template template() {
        return template;
    }

    /** The values, by the parameters' names. */
    public ObjectNode parameters() {
        var parameters = Json.object();
        values.forEach((name, value) -> parameters.set(name, value.deepCopy()));
        return parameters;
    }

    /** What is wrong with the values, as JSON Pointers into the parameters. */
    public List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        for (var name : values.keySet()) {
            if (!template.parameters().containsKey(name)) {
                violations.add(new Violation("/" + name, "is no parameter of the template"));
            }
        }
        for (var parameter : template.parameters().values()) {
            var value = values.get(parameter.name());
            if (value != null) {
                parameter.kind().check(parameter, value, "/" + parameter.name(), violations);
                if (parameter.needs().filter(other -> !values.containsKey(other)).isPresent()) {
                    violations.add(
                            new Violation(
                                    "/" + parameter.name(),
                                    "means nothing without " + parameter.needs().get()));
                }
            } else if (!parameter.optional()) {
                violations.add(new Violation("/" + parameter.name(), "is missing"));
            }
        }
        return violations;
    }

    /** The terms. Their digest binds the template too, and so the prose. */
    public ObjectNode terms() {
        var terms = Json.object();
        for (var clause : template.clauses()) {
            if (clause.isUsed(values)) {
                terms.setAll((ObjectNode) filled(clause.terms()));
            }
        }
        terms.set("template", template.reference());
        return terms;
    }

    private JsonNode filled(JsonNode pattern) {
        if (pattern.isObject()) {
            var object = Json.object();
            for (var member : pattern.propertyNames()) {
                value(pattern.required(member)).ifPresent(value -> object.set(member, value));
            }
            return object;
        }
        if (pattern.isArray()) {
            var array = Json.object().putArray("items");
            pattern.forEach(each -> value(each).ifPresent(array::add));
            return array;
        }
        return pattern;
    }

    /** Empty for a parameter that has no value. */
    private Optional<JsonNode> value(JsonNode pattern) {
        var name = Template.placeholder(pattern);
        return name.isPresent()
                ? Optional.ofNullable(values.get(name.get())).map(JsonNode::deepCopy)
                : Optional.of(filled(pattern));
    }

    /** The binding languages, the first first. */
    public List<String> languages() {
        var languages = new ArrayList<String>();
        var chosen = values.get("languages");
        if (chosen != null) {
            chosen.forEach(each -> languages.add(each.stringValue()));
        }
        return languages;
    }

    /**
     * The clauses as people read them.
     *
     * @param language one of those that the template has
     */
    public List<Prose> prose(String language) {
        return template.clauses().stream()
                .filter(clause -> clause.isUsed(values))
                .map(
                        clause ->
                                new Prose(
                                        clause.id(),
                                        clause.heading().in(language),
                                        said(clause.prose().in(language), language)))
                .toList();
    }

    private String said(String prose, String language) {
        return Template.PLACEHOLDER
                .matcher(prose)
                .replaceAll(match -> Matcher.quoteReplacement(said(match.group(1), language, "")));
    }

    private String said(String name, String language, String otherwise) {
        var parameter = template.parameters().get(name);
        var value = values.get(name);
        return parameter == null || value == null
                ? otherwise
                : parameter.kind().words(parameter, value, language);
    }
}
