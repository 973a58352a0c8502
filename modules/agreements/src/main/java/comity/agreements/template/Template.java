package comity.agreements.template;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of a template: a document of clauses, each in prose and as terms, and the parameters
 * that both leave open. Immutable. Source: docs/agreements.md, "Templates".
 */
public final class Template {

    static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]{1,40})\\}");

    private final ObjectNode document;
    private final String digest;
    private final Map<String, Parameter> parameters;
    private final List<TemplateClause> clauses;
    private final Words title;

    /** Where each parameter first stands in the terms, as JSON Pointers. */
    private final Map<String, String> places = new LinkedHashMap<>();

    private Template(ObjectNode document) {
        this.document = document;
        this.digest = Base64Url.encode(Digests.sha256(Jcs.canonical(document)));
        this.title = Words.of(document.required("title"));
        var named = new LinkedHashMap<String, Parameter>();
        for (var each : document.required("parameters")) {
            var parameter = Parameter.of(each);
            named.put(parameter.name(), parameter);
        }
        this.parameters = Collections.unmodifiableMap(named);
        var all = new ArrayList<TemplateClause>();
        document.required("clauses").forEach(each -> all.add(TemplateClause.of(each)));
        this.clauses = List.copyOf(all);
        clauses.forEach(clause -> place(clause.terms(), ""));
    }

    /**
     * Reads one.
     *
     * @param document that follows the schema {@code agreement-template}
     * @throws IllegalArgumentException if it contradicts itself: see {@link TemplateRules}
     */
    public static Template of(JsonNode document) {
        var template = new Template((ObjectNode) document.deepCopy());
        TemplateRules.require(template);
        return template;
    }

    private void place(JsonNode pattern, String at) {
        var name = placeholder(pattern);
        if (name.isPresent()) {
            places.putIfAbsent(name.get(), at);
        } else if (pattern.isObject()) {
            for (var member : pattern.propertyNames()) {
                place(pattern.required(member), at + "/" + member);
            }
        } else {
            for (int i = 0; i < pattern.size(); i++) {
                place(pattern.get(i), at + "/" + i);
            }
        }
    }

    /** The parameter that a value of the clauses' terms stands for. */
    static Optional<String> placeholder(JsonNode pattern) {
        if (!pattern.isString()) {
            return Optional.empty();
        }
        return Optional.of(PLACEHOLDER.matcher(pattern.stringValue()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    public String id() {
        return document.required("id").stringValue();
    }

    public int version() {
        return document.required("version").intValue();
    }

    /** Base64url SHA-256 of the document's JCS form. */
    public String digest() {
        return digest;
    }

    public Words title() {
        return title;
    }

    /** What it is for, in a sentence. */
    public Words about() {
        return Words.of(document.required("summary"));
    }

    /** The area of work, as terms name it. */
    public String area() {
        return document.required("area").stringValue();
    }

    /** The code of the sensitivity class up to which it discloses. */
    public String sensitivity() {
        return document.required("class").stringValue();
    }

    /** Whether lawyers have reviewed the prose. */
    public boolean isReviewed() {
        return document.required("reviewed").booleanValue();
    }

    public Map<String, Parameter> parameters() {
        return parameters;
    }

    public List<TemplateClause> clauses() {
        return clauses;
    }

    /** Where parameters stand in the terms: a JSON Pointer by name, the first if there are more. */
    Map<String, String> places() {
        return Collections.unmodifiableMap(places);
    }

    /** A place in the terms, as a place in the parameters where it is one of a parameter's. */
    public String placeInParameters(String inTerms) {
        for (var place : places.entrySet()) {
            if (inTerms.equals(place.getValue()) || inTerms.startsWith(place.getValue() + "/")) {
                return "/" + place.getKey() + inTerms.substring(place.getValue().length());
            }
        }
        return "";
    }

    /**
     * With values.
     *
     * @param parameters an object, by the parameters' names
     */
    public Filling fill(JsonNode parameters) {
        return Filling.of(this, parameters);
    }

    /**
     * With the values that terms have in the places of the parameters, whatever the terms were made
     * of: what is not there, or does not fit, is for whoever asks to see to.
     */
    public Filling read(JsonNode terms) {
        return Filling.read(this, terms);
    }

    /** What terms that are made of it say of it: {@code id}, {@code version}, {@code digest}. */
    ObjectNode reference() {
        var reference = Json.object().put("id", id());
        // The number as a reader makes it: another kind of node is not equal to it.
        reference.set("version", document.required("version"));
        return reference.put("digest", digest);
    }

    /** The document. */
    public ObjectNode toJson() {
        return document.deepCopy().put("digest", digest);
    }

    /** A line of a list: everything but the parameters and the clauses. */
    public ObjectNode summary() {
        var json = toJson();
        json.remove(List.of("parameters", "clauses"));
        return json;
    }
}
