package comity.console.http;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What two people did to one text since the second of them read it, parameter by parameter. What it
 * was then is known by digests, which a form carries: they say whether somebody changed a value,
 * and no more is needed.
 */
final class DraftMerge {

    /**
     * A parameter that another changed.
     *
     * @param isBoth whether whoever is told changed it too
     * @param told {@link #digest} of the own value that was told; empty for none
     */
    record Difference(String parameter, boolean isBoth, String told) {

        /** As a form carries it. */
        String text() {
            return (isBoth ? "both." : "other.") + parameter + ":" + told;
        }
    }

    private static final Pattern DIFFERENCE =
            Pattern.compile("(both|other)\\.([A-Za-z]{1,40}):([A-Za-z0-9_-]{22})?");
    private static final Pattern DIGEST = Pattern.compile("([A-Za-z]{1,40}):([A-Za-z0-9_-]{22})");

    /** Enough to tell one value of a parameter from another. */
    private static final int DIGEST_CHARACTERS = 22;

    private DraftMerge() {}

    /** The digests of values, as a form carries them. */
    static String digests(JsonNode values) {
        var text = new StringBuilder();
        values.properties()
                .forEach(
                        value ->
                                text.append(text.isEmpty() ? "" : " ")
                                        .append(value.getKey())
                                        .append(':')
                                        .append(digest(value.getValue())));
        return text.toString();
    }

    /** Of a value; empty if there is none. */
    static String digest(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        var content = Json.object();
        content.set("value", value);
        return Base64Url.encode(Digests.sha256(Jcs.canonical(content)))
                .substring(0, DIGEST_CHARACTERS);
    }

    /**
     * What another changed and is not as one has it oneself.
     *
     * @param begun {@link #digests} of the values from which one began
     * @param parameters in the order in which they are told
     */
    static List<Difference> between(
            String begun, JsonNode mine, JsonNode theirs, Set<String> parameters) {
        var base = new HashMap<String, String>();
        DIGEST.matcher(begun).results().forEach(each -> base.put(each.group(1), each.group(2)));
        var differences = new ArrayList<Difference>();
        for (var name : parameters) {
            if (!isSame(mine.path(name), theirs.path(name)) && !is(theirs.path(name), name, base)) {
                boolean isBoth = !is(mine.path(name), name, base);
                differences.add(new Difference(name, isBoth, digest(mine.path(name))));
            }
        }
        return differences;
    }

    /** Whether two values say the same, or neither is there. */
    static boolean isSame(JsonNode one, JsonNode other) {
        return digest(one).equals(digest(other));
    }

    private static boolean is(JsonNode value, String name, Map<String, String> base) {
        return digest(value).equals(base.getOrDefault(name, ""));
    }

    /** The differences that a form carries. */
    static List<Difference> carried(String text, Set<String> parameters) {
        // One for each parameter, however many a form brings.
        var carried = new LinkedHashMap<String, Difference>();
        DIFFERENCE
                .matcher(text)
                .results()
                .filter(each -> parameters.contains(each.group(2)))
                .forEach(
                        each ->
                                carried.putIfAbsent(
                                        each.group(2),
                                        new Difference(
                                                each.group(2),
                                                each.group(1).equals("both"),
                                                Objects.requireNonNullElse(each.group(3), ""))));
        return List.copyOf(carried.values());
    }
}
