package comity.parties.http;

import comity.kernel.KernelProblem;
import comity.kernel.Pages;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import comity.kernel.http.Public;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The page behind each problem's {@code type}, for the person who meets it. */
@Path("/problems")
@RequestScoped
@Public
@Produces("text/html; charset=utf-8")
public class ProblemsResource {

    @Inject ProblemTypes types;
    @Inject Pages pages;

    @GET
    public String list() {
        var rows =
                types.all().stream()
                        .sorted(Comparator.comparing(ProblemType::slug))
                        .map(
                                type ->
                                        "<li><a href=\"/problems/%s\">%s</a>: %s (%d)</li>\n"
                                                .formatted(
                                                        type.slug(),
                                                        type.slug(),
                                                        Pages.escape(type.title()),
                                                        type.status()))
                        .collect(Collectors.joining());
        return page("Problems", "<ul>\n" + rows + "</ul>\n<p><a href=\"/\">This node</a></p>\n");
    }

    @GET
    @Path("/{slug}")
    public String one(@PathParam("slug") String slug) {
        var type =
                types.of(slug)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                KernelProblem.NOT_FOUND,
                                                "There is no such problem type."));
        return page(
                type.title(),
                """
                <dl>
                <dt>Type</dt><dd><code>/problems/%s</code></dd>
                <dt>HTTP status</dt><dd>%d</dd>
                </dl>
                <p>%s</p>
                <p><a href="/problems">All problems</a></p>
                """
                        .formatted(type.slug(), type.status(), prose(type.meaning())));
    }

    private String page(String title, String content) {
        return pages.page(title, "<h1>%s</h1>\n%s".formatted(Pages.escape(title), content));
    }

    /** Escaped, with what stands in backticks as code. */
    private static String prose(String text) {
        return Pages.escape(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }
}
