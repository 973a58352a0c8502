package comity.console.http;

import comity.agreements.template.Template;
import comity.kernel.Problem.Violation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What no rule of the form foresaw, in the front door's own words: all of it. */
record DraftNotes(Map<String, String> wrong, Set<String> general) {

    /**
     * What was refused of the values of a template's parameters.
     *
     * @return by parameter, and what is of none
     */
    static DraftNotes ofParameters(Template template, DraftWords words, List<Violation> refused) {
        var wrong = new LinkedHashMap<String, String>();
        var general = new LinkedHashSet<String>();
        for (var each : refused) {
            var name = each.pointer().replaceFirst("^/parameters/?([^/]*).*", "$1");
            var said = words.of("draft.wrong.other", each.detail());
            if (template.parameters().containsKey(name)) {
                wrong.merge(name, said, (one, other) -> one + " " + other);
            } else {
                general.add(said);
            }
        }
        return new DraftNotes(wrong, general);
    }

    /** What was refused of terms: without more, that an earlier version says the same. */
    static DraftNotes ofTerms(DraftWords words, List<Violation> refused) {
        var general = new LinkedHashSet<String>();
        refused.forEach(each -> general.add(words.of("draft.wrong.other", each.detail())));
        if (refused.isEmpty()) {
            general.add(words.of("draft.same"));
        }
        return new DraftNotes(Map.of(), general);
    }
}
