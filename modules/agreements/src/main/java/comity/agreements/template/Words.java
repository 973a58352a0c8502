package comity.agreements.template;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The same said in several languages.
 *
 * @param byLanguage by BCP 47 tag
 */
public record Words(Map<String, String> byLanguage) {

    public Words {
        byLanguage = Map.copyOf(byLanguage);
    }

    static Words of(JsonNode json) {
        var words = new LinkedHashMap<String, String>();
        for (var language : json.propertyNames()) {
            words.put(language, json.required(language).stringValue());
        }
        return new Words(words);
    }

    /**
     * In one of its languages.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public String in(String language) {
        var words = byLanguage.get(language);
        if (words == null) {
            throw new IllegalArgumentException("There are no words in '" + language + "'.");
        }
        return words;
    }
}
