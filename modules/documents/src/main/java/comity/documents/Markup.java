package comity.documents;

import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Sets a composition as a tree of XHTML elements. Text enters it as text nodes, never through a
 * parser, so that nothing of it can become markup or an address.
 */
final class Markup {

    private static final String STYLE =
            """
            @page { size: A4; margin: 22mm 20mm 24mm 20mm;
                    @bottom-left { content: element(foot); }
                    @bottom-right { content: counter(page) ' / ' counter(pages);
                                    font-family: 'body'; font-size: 8pt; color: #444; } }
            body { font-family: 'body'; font-size: 10pt; line-height: 1.45; color: #111;
                   word-wrap: break-word; }
            h1 { font-size: 19pt; line-height: 1.25; margin: 0 0 4mm 0; }
            h2 { font-size: 14pt; margin: 9mm 0 2mm 0; page-break-after: avoid; }
            h3 { font-size: 11pt; margin: 5mm 0 1mm 0; page-break-after: avoid; }
            h4 { font-size: 10pt; margin: 4mm 0 1mm 0; page-break-after: avoid; }
            p { margin: 0 0 2mm 0; }
            p.note { border: 0.5pt solid #777; padding: 2mm 3mm; }
            table { width: 100%; table-layout: fixed; border-collapse: collapse;
                    margin: 1mm 0 4mm 0; font-size: 9pt; -fs-table-paginate: paginate; }
            th, td { border-bottom: 0.5pt solid #aaa; padding: 1.2mm 2mm 1.2mm 0; text-align: left;
                     vertical-align: top; word-wrap: break-word; }
            tr { page-break-inside: avoid; }
            .right { direction: rtl; text-align: right; }
            .literal { font-size: 8pt; word-wrap: break-word; }
            .foot { position: running(foot); font-size: 8pt; color: #444; }
            """;

    private final Document document = empty();
    private final Typeface typeface;
    private boolean missed;
    private int headings;

    private Markup(Typeface typeface) {
        this.typeface = typeface;
    }

    static Document of(Composition composition, Typeface typeface) {
        return new Markup(typeface).set(composition);
    }

    private Document set(Composition composition) {
        var html = document.createElementNS("http://www.w3.org/1999/xhtml", "html");
        html.setAttribute("lang", composition.language());
        document.appendChild(html);
        var head = add(html, "head");
        add(head, "title").setTextContent(shown(composition.title()));
        meta(head, "description", shown(composition.description()));
        meta(head, "subject", shown(composition.description()));
        add(head, "style").setTextContent(STYLE);
        var bookmarks = add(head, "bookmarks");
        var body = add(html, "body");
        var foot = add(body, "div");
        foot.setAttribute("class", "foot");
        foot.setTextContent(shown(composition.foot()));
        for (var block : composition.blocks()) {
            set(body, bookmarks, block);
        }
        if (missed) {
            write(
                    add(body, "p"),
                    Phrase.of(Typeface.missing(composition.language()), composition.language()));
        }
        return document;
    }

    private void set(Element body, Element bookmarks, Block block) {
        if (block instanceof Block.Heading heading) {
            heading(body, bookmarks, heading);
        } else if (block instanceof Block.Table table) {
            table(body, table);
        } else {
            var name = block instanceof Block.Note ? "note" : "";
            for (var phrase : block.phrases()) {
                for (var line : lines(phrase)) {
                    var paragraph = write(add(body, "p"), line);
                    if (!name.isEmpty()) {
                        paragraph.setAttribute(
                                "class", (paragraph.getAttribute("class") + " " + name).strip());
                    }
                }
            }
        }
    }

    /** Each line of a text is a paragraph, with a direction of its own. */
    private static List<Phrase> lines(Phrase phrase) {
        return phrase.text()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> new Phrase(line.strip(), phrase.language(), phrase.literal()))
                .toList();
    }

    private void heading(Element body, Element bookmarks, Block.Heading heading) {
        headings++;
        var element = write(add(body, "h" + heading.level()), heading.text());
        element.setAttribute("id", "h" + headings);
        if (heading.level() <= 2) {
            var bookmark = add(bookmarks, "bookmark");
            bookmark.setAttribute("name", shown(heading.text().text()));
            bookmark.setAttribute("href", "#h" + headings);
        }
    }

    private void table(Element body, Block.Table table) {
        var element = add(body, "table");
        var head = add(add(element, "thead"), "tr");
        for (var name : table.head()) {
            write(add(head, "th"), name).setAttribute("scope", "col");
        }
        var rows = add(element, "tbody");
        for (var cells : table.rows()) {
            var row = add(rows, "tr");
            for (int i = 0; i < cells.size(); i++) {
                if (i == 0) {
                    write(add(row, "th"), cells.get(i)).setAttribute("scope", "row");
                } else {
                    write(add(row, "td"), cells.get(i));
                }
            }
        }
    }

    private Element write(Element element, Phrase phrase) {
        element.setTextContent(shown(phrase.text()));
        var classes = phrase.literal() ? "literal" : "";
        if (!phrase.literal()) {
            element.setAttribute("lang", phrase.language());
            if (phrase.isRightToLeft()) {
                element.setAttribute("dir", "rtl");
                classes = "right";
            }
            if (phrase.hasRightToLeft()) {
                // Becomes the element's actual text: see Finish.
                element.setAttribute("title", element.getTextContent());
            }
        }
        if (!classes.isEmpty()) {
            element.setAttribute("class", classes);
        }
        return element;
    }

    private String shown(String text) {
        var shown = typeface.shown(text);
        missed |= !shown.equals(text);
        return shown;
    }

    private void meta(Element head, String name, String content) {
        var meta = add(head, "meta");
        meta.setAttribute("name", name);
        meta.setAttribute("content", content);
    }

    private Element add(Element parent, String name) {
        var element = document.createElementNS("http://www.w3.org/1999/xhtml", name);
        parent.appendChild(element);
        return element;
    }

    private static Document empty() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException never) {
            throw new IllegalStateException(never);
        }
    }
}
