package comity.parties.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Where a request comes from and what it is for, as it came over the wire: Jakarta REST shows the
 * target decoded and encoded again, and signatures cover the raw one.
 */
@RequestScoped
public class RequestLine {

    @Inject HttpServletRequest servlet;

    /** The IP address of the other side; a trusted proxy's forwarding is the server's to apply. */
    public String address() {
        return servlet.getRemoteAddr();
    }

    /** Percent-encoded, as it was sent. */
    public String path() {
        return servlet.getRequestURI();
    }

    /**
     * Whether the server reads the target as more than its path: it takes {@code ;jsessionid=…} out
     * of what it shows here, and may go on to what follows, so that a signature for one address
     * would serve another.
     */
    public boolean isAmbiguous() {
        return servlet.isRequestedSessionIdFromURL()
                || path().indexOf(';') >= 0
                || servlet.getRequestURL().indexOf(";") >= 0;
    }

    /** Percent-encoded, as it was sent, without the question mark. */
    public Optional<String> query() {
        return Optional.ofNullable(servlet.getQueryString());
    }

    /** The host of the target ({@code :authority}, or of its absolute form), else of Host. */
    public String name() {
        var name = servlet.getServerName();
        return name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
    }

    /** The port there; where none is given, that of the scheme. */
    public int port() {
        return servlet.getServerPort();
    }
}
