package comity.app;

import comity.kernel.Pages;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI document as a page to read, without a script: calls are signed, so a page that sends
 * them would need a key.
 */
@WebServlet("/openapi/ui/*")
public class ApiPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

    private record Call(String method, String path, JsonNode node) {

        String id() {
            return node.path("operationId").asString("");
        }

        boolean has(String tag) {
            return StreamSupport.stream(node.path("tags").spliterator(), false)
                    .anyMatch(each -> each.asString("").equals(tag));
        }

        boolean isPublic() {
            return node.path("x-comity-public").asBoolean(false);
        }
    }

    @Inject transient Pages pages;
    @Inject transient ApiDescription description;
    @Inject transient Refusals refusals;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getPathInfo() != null && !request.getPathInfo().equals("/")) {
            refusals.notFound(request, response);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.getWriter().write(pages.page("API", body(description.tree())));
    }

    private static String body(JsonNode document) {
        var calls = calls(document);
        var contents = new StringBuilder();
        var sections = new StringBuilder();
        for (var tag : document.path("tags")) {
            var name = tag.path("name").asString("");
            var tagged = calls.stream().filter(call -> call.has(name)).toList();
            contents.append(contents(name, tagged));
            sections.append(
                    "<section id=\"%s\">\n<h2>%s</h2>\n%s"
                            .formatted(
                                    slug(name),
                                    Pages.escape(name),
                                    Markdown.html(tag.path("description").asString(""))));
            tagged.forEach(call -> sections.append(call(document, call)));
            sections.append("</section>\n");
        }
        return """
               <h1>API</h1>
               <p class="lead">%s</p>
               <p>The same as an OpenAPI document: <a href="/openapi">YAML</a>,
               <a href="/openapi?format=JSON">JSON</a>.</p>
               <nav class="contents" aria-label="Calls">
               %s</nav>
               %s
               %s
               %s"""
                .formatted(
                        Pages.escape(document.at("/info/summary").asString("")),
                        contents,
                        Markdown.html(document.at("/info/description").asString("")),
                        schemes(document),
                        sections);
    }

    /** How a call says whose it is. */
    private static String schemes(JsonNode document) {
        return document.at("/components/securitySchemes").properties().stream()
                .map(
                        scheme ->
                                "<section id=\"security-%s\">\n<h2>How a call is signed</h2>\n%s</section>\n"
                                        .formatted(
                                                slug(scheme.getKey()),
                                                Markdown.html(
                                                        scheme.getValue()
                                                                .path("description")
                                                                .asString(""))))
                .collect(Collectors.joining());
    }

    private static List<Call> calls(JsonNode document) {
        return document.path("paths").properties().stream()
                .flatMap(
                        path ->
                                METHODS.stream()
                                        .filter(path.getValue()::has)
                                        .map(
                                                method ->
                                                        new Call(
                                                                method.toUpperCase(Locale.ROOT),
                                                                path.getKey(),
                                                                path.getValue().get(method))))
                .toList();
    }

    private static String contents(String tag, List<Call> calls) {
        return "<section><h2><a href=\"#%s\">%s</a></h2>\n<ul>\n%s</ul></section>\n"
                .formatted(
                        slug(tag),
                        Pages.escape(tag),
                        calls.stream()
                                .map(
                                        call ->
                                                "<li><a href=\"#%s\">%s</a></li>\n"
                                                        .formatted(
                                                                Pages.escape(call.id()),
                                                                summary(call)))
                                .collect(Collectors.joining()));
    }

    private static String call(JsonNode document, Call call) {
        return """
               <article class="call" id="%s">
               <h3>%s</h3>
               <p class="address"><strong>%s</strong> <code>%s</code> <span>%s</span></p>
               %s%s%s%s</article>
               """
                .formatted(
                        Pages.escape(call.id()),
                        summary(call),
                        call.method(),
                        Pages.escape(call.path()),
                        call.isPublic() ? "public" : "<a href=\"#security-entity\">signed</a>",
                        Markdown.html(call.node().path("description").asString("")),
                        parameters(document, call),
                        content(document, "Request", call.node().path("requestBody")),
                        answers(document, call));
    }

    private static String summary(Call call) {
        return Pages.escape(call.node().path("summary").asString(call.id()));
    }

    private static String parameters(JsonNode document, Call call) {
        var rows = new StringBuilder();
        for (var each : call.node().path("parameters")) {
            var parameter = resolved(document, each);
            rows.append(
                    "<tr><td><code>%s</code></td><td>%s%s</td><td>%s</td></tr>\n"
                            .formatted(
                                    Pages.escape(parameter.path("name").asString("")),
                                    Pages.escape(parameter.path("in").asString("")),
                                    parameter.path("required").asBoolean(false) ? ", required" : "",
                                    Markdown.line(parameter.path("description").asString(""))));
        }
        return rows.isEmpty()
                ? ""
                : """
                  <table>
                  <thead><tr><th scope="col">Parameter</th><th scope="col">Where</th><th scope="col">What</th></tr></thead>
                  <tbody>
                  %s</tbody>
                  </table>
                  """
                        .formatted(rows);
    }

    private static String answers(JsonNode document, Call call) {
        var html = new StringBuilder();
        for (var answer : call.node().path("responses").properties()) {
            var node = resolved(document, answer.getValue());
            html.append(
                    "<p class=\"answer\"><strong>%s</strong> %s</p>\n"
                            .formatted(
                                    Pages.escape(answer.getKey()),
                                    Markdown.line(node.path("description").asString(""))));
            if (answer.getKey().startsWith("2")) {
                html.append(content(document, "Answer " + answer.getKey(), node));
            }
        }
        return html.toString();
    }

    private static String content(JsonNode document, String title, JsonNode holder) {
        var html = new StringBuilder();
        for (var media : resolved(document, holder).path("content").properties()) {
            for (var example : media.getValue().path("examples").properties()) {
                var node = resolved(document, example.getValue());
                html.append(
                        "<details><summary>%s: %s (<code>%s</code>)</summary>\n<pre tabindex=\"0\">%s</pre></details>\n"
                                .formatted(
                                        Pages.escape(title),
                                        Pages.escape(
                                                node.path("summary").asString(example.getKey())),
                                        Pages.escape(media.getKey()),
                                        Pages.escape(shown(node.path("value")))));
            }
        }
        return html.toString();
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toPrettyString();
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.startsWith("#/")
                ? resolved(document, document.at(reference.substring(1)))
                : node;
    }

    private static String slug(String tag) {
        return tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
