package comity.console.http;

import comity.kernel.NodeMode;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Where the session's cookie goes: to the console only, and in plain text in the sandbox only. */
public class SessionCookie implements ServletContextListener {

    @Inject NodeMode mode;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setName("comity-session");
        cookie.setPath(Addresses.ROOT);
        cookie.setHttpOnly(true);
        cookie.setSecure(mode != NodeMode.SANDBOX);
        cookie.setAttribute("SameSite", "Strict");
    }
}
