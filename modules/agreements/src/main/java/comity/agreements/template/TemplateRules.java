package comity.agreements.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;

/**
 * What holds prose and terms of a template together. A template that breaks it is not loaded, so
 * that the node does not start with one.
 */
final class TemplateRules {

    private TemplateRules() {}

    static void require(Template template) {
        var languages = template.parameters().get("languages");
        if (languages == null || languages.optional()) {
            throw broken(template, "does not ask for its languages");
        }
        for (var clause : template.clauses()) {
            requireWords(template, clause, languages.options().keySet());
        }
        // "The prose has nothing that the terms have not": what is filled in binds by the digest.
        if (!template.places().keySet().equals(template.parameters().keySet())) {
            throw broken(template, "has parameters that its terms do not, or the reverse");
        }
        requireOneClausePerMember(template);
    }

    private static void requireWords(
            Template template, TemplateClause clause, Set<String> languages) {
        if (!clause.heading().byLanguage().keySet().equals(languages)
                || !clause.prose().byLanguage().keySet().equals(languages)) {
            throw broken(template, "lacks a language in its clause " + clause.id());
        }
        Set<String> named = new HashSet<>();
        for (var language : languages) {
            var own = new HashSet<String>();
            Template.PLACEHOLDER
                    .matcher(clause.prose().in(language))
                    .results()
                    .forEach(match -> own.add(match.group(1)));
            if (named.isEmpty()) {
                named = own;
            }
            if (!template.parameters().keySet().containsAll(own) || !own.equals(named)) {
                throw broken(
                        template, "has not the same parameters in each prose of " + clause.id());
            }
        }
    }

    private static void requireOneClausePerMember(Template template) {
        var owners = new HashMap<String, TemplateClause>();
        for (var clause : template.clauses()) {
            for (var member : clause.terms().propertyNames()) {
                var other = owners.put(member, clause);
                if (other != null && !other.excludes(clause)) {
                    throw broken(template, "has '" + member + "' in two clauses");
                }
            }
        }
    }

    private static IllegalArgumentException broken(Template template, String how) {
        return new IllegalArgumentException(
                "The template %s, version %d, %s."
                        .formatted(template.id(), template.version(), how));
    }
}
