package comity.agreements.paper;

import comity.documents.Phrase;
import comity.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;

/** The words around the text of an agreement, in one language. */
record PaperWords(String language, JsonNode words) {

    private static final JsonNode ALL = read();

    /** In a language; in English where there are none. */
    static PaperWords in(String language) {
        var known = ALL.has(language) ? language : "en";
        return new PaperWords(known, ALL.required(known));
    }

    private static JsonNode read() {
        try (var in = PaperWords.class.getResourceAsStream("words.json")) {
            if (in == null) {
                throw new IllegalStateException("The words are not packaged.");
            }
            return Json.read(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What is said for a key, with texts in its places. */
    String say(String key, Object... texts) {
        var said = words.required(key).stringValue();
        for (int i = 0; i < texts.length; i++) {
            said = said.replace("{" + i + "}", texts[i].toString());
        }
        return said;
    }

    Phrase phrase(String key, Object... texts) {
        return Phrase.of(say(key, texts), language);
    }
}
