package comity.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Markdown of the project's own as HTML: CommonMark with tables. HTML in it is escaped, addresses
 * with a scheme other than HTTP and mail are dropped, and a link to another page of the
 * documentation leads to that page.
 */
final class Markdown {

    /** A heading that can be linked to. */
    record Place(String id, String title) {}

    /**
     * A document.
     *
     * @param title its first heading, plain text
     * @param places its headings of the second level
     */
    record Document(String title, List<Place> places, String html) {}

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT = TextContentRenderer.builder().build();
    private static final String SUFFIX = ".md";
    private static final String FOLDER = "README";

    private Markdown() {}

    /** Paragraphs, lists, code. */
    static String html(String markdown) {
        return render(PARSER.parse(markdown), Map.of());
    }

    /** What stands within a paragraph. */
    static String line(String markdown) {
        var html = html(markdown.strip()).strip();
        return html.startsWith("<p>") && html.indexOf("<p>", 1) < 0
                ? html.substring("<p>".length(), html.length() - "</p>".length())
                : html;
    }

    /** A whole page. */
    static Document document(String markdown) {
        var parsed = PARSER.parse(markdown);
        var taken = new HashSet<String>();
        var idOf = new IdentityHashMap<Node, String>();
        var places = new ArrayList<Place>();
        var titles = new ArrayList<String>();
        parsed.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Heading heading) {
                        var title = TEXT.render(heading).strip();
                        var id = id(title, taken);
                        idOf.put(heading, id);
                        if (heading.getLevel() == 1) {
                            titles.add(title);
                        } else if (heading.getLevel() == 2) {
                            places.add(new Place(id, title));
                        }
                    }
                });
        return new Document(
                titles.isEmpty() ? "Documentation" : titles.get(0),
                List.copyOf(places),
                render(parsed, idOf));
    }

    /** As on the pages of common code hosts, so that links in the sources lead there as well. */
    private static String id(String title, Set<String> taken) {
        var slug =
                title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-');
        var id = slug;
        for (int i = 1; !taken.add(id); i++) {
            id = slug + "-" + i;
        }
        return id;
    }

    private static String render(Node node, Map<Node, String> ids) {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(
                        context -> (each, tag, attributes) -> decorate(each, tag, attributes, ids))
                .build()
                .render(node);
    }

    private static void decorate(
            Node node, String tag, Map<String, String> attributes, Map<Node, String> ids) {
        var id = ids.get(node);
        if (id != null) {
            attributes.put("id", id);
        }
        // What is wider than the page scrolls by itself, and by keyboard.
        if (tag.equals("pre")
                && (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock)) {
            attributes.put("tabindex", "0");
        }
        if (node instanceof TableBlock) {
            attributes.put("class", "prose");
        }
        if (node instanceof Link link) {
            attributes.put("href", address(link.getDestination()));
        }
    }

    /** The pages stand beside each other as their sources do, without the suffix. */
    private static String address(String destination) {
        int cut = destination.indexOf('#');
        var path = cut < 0 ? destination : destination.substring(0, cut);
        var fragment = cut < 0 ? "" : destination.substring(cut);
        if (path.contains(":") || !path.endsWith(SUFFIX)) {
            return destination;
        }
        var page = path.substring(0, path.length() - SUFFIX.length());
        return (page.equals(FOLDER) || page.endsWith("/" + FOLDER)
                        ? page.substring(0, page.length() - FOLDER.length())
                        : page)
                + fragment;
    }
}
