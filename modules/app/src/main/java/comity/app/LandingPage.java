package comity.app;

import comity.kernel.Pages;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page at the node's address: what this is, and where to go. */
@WebServlet("")
public class LandingPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient Pages pages;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.getWriter().write(pages.page("Welcome", body()));
    }

    private String body() {
        return """
               <h1>%s</h1>
               <p class="lead">What one organisation has verified, another can rely on: asked for under
               an agreement, answered with no more than it permits, signed at its source, and provable
               afterwards.</p>
               <nav aria-label="This node">
               <ul class="cards">
               <li><a href="/openapi/ui/"><strong>API documentation</strong>
               <span>Every call, with examples</span></a></li>
               <li><a href="/log/checkpoint"><strong>The log</strong>
               <span>Its latest signed checkpoint</span></a></li>
               <li><a href="/api/v1/entities"><strong>Entities</strong>
               <span>Who takes part, and their keys</span></a></li>
               <li><a href="/.well-known/comity"><strong>Discovery</strong>
               <span>The node’s addresses and verifier keys</span></a></li>
               <li><a href="/docs/protocol.md"><strong>The protocol</strong>
               <span>What two parties can hold each other to</span></a></li>
               <li><a href="/health"><strong>Health</strong>
               <span>Database, cryptography, the log’s promise</span></a></li>
               </ul>
               </nav>
               """
                .formatted(Pages.escape(pages.node()));
    }
}
