package comity.app;

import comity.kernel.Pages;
import java.util.stream.Collectors;

/** A page of the documentation that this node carries: the source's Markdown, with its contents. */
final class DocumentationPage {

    /** Shorter pages are seen at a glance. */
    private static final int WORTH_A_LIST = 4;

    private DocumentationPage() {}

    static String of(Pages pages, String markdown) {
        var document = Markdown.document(markdown);
        return pages.page(document.title(), withContents(document));
    }

    /** The contents stand before the first section, after what the page says of itself. */
    private static String withContents(Markdown.Document document) {
        int first = document.html().indexOf("<h2");
        if (document.places().size() < WORTH_A_LIST || first < 0) {
            return document.html();
        }
        return document.html().substring(0, first)
                + contents(document)
                + document.html().substring(first);
    }

    private static String contents(Markdown.Document document) {
        return document.places().stream()
                .map(
                        place ->
                                "<li><a href=\"#%s\">%s</a></li>\n"
                                        .formatted(
                                                Pages.escape(place.id()),
                                                Pages.escape(place.title())))
                .collect(
                        Collectors.joining(
                                "",
                                "<nav class=\"contents plain\" aria-label=\"Contents\"><ul>\n",
                                "</ul></nav>\n"));
    }
}
