package comity.console.http;

import comity.agreements.template.Annexes;
import comity.agreements.template.Parameter;
import comity.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;

/** The annexes of a form: free text, each with a title and a language. */
final class DraftAnnexes {

    /** As the schema {@code agreement-terms} has a line of text. */
    private static final Pattern LINE =
            Pattern.compile("[^\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]{1,200}");

    /** As the same schema has it. */
    private static final int LONGEST = 8000;

    private final Parameter parameter;
    private final DraftWords words;
    private final Typed typed;
    private final List<String> wrong = new ArrayList<>();

    DraftAnnexes(Parameter parameter, DraftWords words, Typed typed) {
        this.parameter = parameter;
        this.words = words;
        this.typed = typed;
    }

    /** Those of which something was written. */
    ArrayNode read() {
        var annexes = Json.array();
        for (int i = 0; i < DraftForm.annexes(parameter, typed); i++) {
            var title = part(i, "title");
            var language = part(i, "language");
            // A browser ends lines in two characters, where the terms have one.
            var text = part(i, "text").replace("\r\n", "\n").replace('\r', '\n');
            if (!title.isEmpty() || !text.isEmpty()) {
                check(i + 1, title, language, text);
                annexes.addObject().put("title", title).put("language", language).put("text", text);
            }
        }
        var terms = Json.object();
        terms.set("annexes", annexes);
        if (wrong.isEmpty() && !Annexes.violations(terms).isEmpty()) {
            wrong.add(words.of("draft.wrong.annex-sign"));
        }
        return annexes;
    }

    private String part(int index, String name) {
        return typed.one(DraftForm.field(parameter, index + "-" + name)).strip();
    }

    private void check(int number, String title, String language, String text) {
        if (!LINE.matcher(title).matches()) {
            wrong.add(words.of("draft.wrong.annex-title", number));
        } else if (!language.matches("[a-z]{2,3}")) {
            wrong.add(words.of("draft.wrong.annex-language", number));
        } else if (text.isEmpty()) {
            wrong.add(words.of("draft.wrong.annex-text", number));
        } else if (text.length() > LONGEST) {
            wrong.add(words.of("draft.wrong.annex-long", number, LONGEST));
        }
    }

    /** What is wrong with them, in words. */
    List<String> wrong() {
        return wrong;
    }
}
