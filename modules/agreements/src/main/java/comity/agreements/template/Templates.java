package comity.agreements.template;

import comity.kernel.Json;
import comity.kernel.Problem.Violation;
import comity.schema.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The templates that the node carries. Immutable. */
public final class Templates {

    private static final List<String> PACKAGED =
            List.of(
                    "background-verification-confidential",
                    "background-verification-strictly-confidential");

    private final List<Template> all;

    private Templates(List<Template> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one of them contradicts itself
     */
    public static Templates packaged(Schemas schemas) {
        var all = new ArrayList<Template>();
        for (var name : PACKAGED) {
            var document = read(name + ".json");
            schemas.schema("agreement-template/1").requireValid(document);
            all.add(Template.of(document));
        }
        return new Templates(all);
    }

    private static JsonNode read(String file) {
        try (var in = Templates.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The template is not packaged: " + file);
            }
            return Json.read(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** By their ids. */
    public List<Template> all() {
        return all;
    }

    /** The latest version of one. */
    public Optional<Template> template(String id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The template of which terms say that they are made, filled in as they are. */
    public Optional<Filling> of(JsonNode terms) {
        return named(terms).map(template -> Filling.read(template, terms));
    }

    private Optional<Template> named(JsonNode terms) {
        var reference = terms.path("template");
        return all.stream().filter(each -> each.reference().equals(reference)).findFirst();
    }

    /**
     * Where terms are not what the template makes of which they say that they are made: JSON
     * Pointers into the terms. None if they name no template.
     */
    public List<Violation> violations(JsonNode terms) {
        if (!terms.has("template")) {
            return List.of();
        }
        var filling = of(terms);
        if (filling.isEmpty()) {
            return List.of(new Violation("/template", "is no template of this node"));
        }
        var violations = new ArrayList<Violation>();
        var places = filling.get().template().places();
        for (var each : filling.get().violations()) {
            var parts = each.pointer().substring(1).split("/", 2);
            var place = places.getOrDefault(parts[0], "/template");
            violations.add(
                    new Violation(
                            parts.length > 1 ? place + "/" + parts[1] : place, each.detail()));
        }
        if (violations.isEmpty()) {
            addDifferences(filling.get().terms(), terms, violations);
        }
        return violations;
    }

    private static void addDifferences(
            ObjectNode made, JsonNode terms, List<Violation> violations) {
        var members = new TreeSet<>(made.propertyNames());
        members.addAll(terms.propertyNames());
        for (var member : members) {
            if (!made.path(member).equals(terms.path(member))) {
                violations.add(new Violation("/" + member, "is not what the template says"));
            }
        }
    }
}
