package comity.app;

import comity.kernel.Pages;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The little Markdown that the OpenAPI document uses, as HTML: paragraphs, code, stress, links to
 * this node. Everything is escaped first.
 */
final class Prose {

    private Prose() {}

    /** Paragraphs. */
    static String html(String markdown) {
        return Arrays.stream(markdown.strip().split("\\n\\s*\\n", -1))
                .filter(paragraph -> !paragraph.isBlank())
                .map(paragraph -> "<p>" + line(paragraph) + "</p>\n")
                .collect(Collectors.joining());
    }

    /** Within a paragraph. */
    static String line(String markdown) {
        return Pages.escape(markdown.strip())
                .replaceAll("`([^`]*)`", "<code>$1</code>")
                .replaceAll("\\*\\*([^*]*)\\*\\*", "<strong>$1</strong>")
                .replaceAll("\\*([^*]+)\\*", "<em>$1</em>")
                .replaceAll("\\[([^\\]]*)\\]\\((/[A-Za-z0-9/._#-]*)\\)", "<a href=\"$2\">$1</a>");
    }
}
