package comity.app;

import comity.kernel.NodeMode;
import comity.kernel.Pages;
import comity.parties.NodeIdentity;
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
    @Inject transient NodeMode mode;
    @Inject transient NodeIdentity node;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.getWriter().write(pages.page("Welcome", body()));
    }

    private String body() {
        return """
               <h1>What one organisation has verified, another can rely on</h1>
               <p class="lead">Asked for under an agreement, answered with no more than it permits,
               signed at its source, and provable afterwards.</p>
               %s
               <nav aria-label="This node">
               <h2>Sign in</h2>
               <ul class="cards">
               <li><a href="/console/home"><strong>The console</strong>
               <span>Agreements, exchanges, entities and keys, in your language</span></a></li>
               </ul>
               <h2>Connect a system</h2>
               <ul class="cards">
               <li><a href="/docs/protocol"><strong>The protocol</strong>
               <span>What two parties can hold each other to, with worked examples</span></a></li>
               <li><a href="/docs/client"><strong>The client</strong>
               <span>The Java library and the command that speak it for you</span></a></li>
               <li><a href="/openapi/ui/"><strong>API documentation</strong>
               <span>Every call, its examples, its refusals</span></a></li>
               <li><a href="/problems"><strong>Problems</strong>
               <span>What each refusal means, and what to do</span></a></li>
               </ul>
               <h2>See for yourself</h2>
               <ul class="cards">
               <li><a href="/api/v1/entities"><strong>Entities</strong>
               <span>Who takes part, as JSON</span></a></li>
               <li><a href="/.well-known/comity"><strong>Discovery</strong>
               <span>The node’s addresses and keys, as JSON</span></a></li>
               <li><a href="/log/checkpoint"><strong>The log</strong>
               <span>Its latest signed checkpoint</span></a></li>
               <li><a href="/docs/"><strong>Documentation</strong>
               <span>How it is built, run, measured and decided</span></a></li>
               <li><a href="/health"><strong>Health</strong>
               <span>Whether this node is ready</span></a></li>
               </ul>
               </nav>
               """
                .formatted(walkthrough());
    }

    /** Only the sandbox has the keys lying open that it needs. */
    private String walkthrough() {
        return mode == NodeMode.SANDBOX
                ? """
                  <h2>Walk through one exchange</h2>
                  <p>From publication to recall, with every signature and proof checked on the way: run
                  this in the project’s folder (with a data folder of your own, add <code>--keys</code>
                  and its folder <code>sandbox/keys</code>).</p>
                  <pre tabindex="0">java -jar modules/client/target/comity.jar walkthrough --node %s</pre>
                  """
                        .formatted(Pages.escape(node.origin().toString()))
                : "";
    }
}
