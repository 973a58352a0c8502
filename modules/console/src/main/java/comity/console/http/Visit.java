package comity.console.http;

import comity.console.Words;
import comity.kernel.NodeMode;
import comity.kernel.Pages;
import comity.parties.people.NotPermitted;
import comity.parties.people.Officer;
import comity.parties.people.People;
import comity.parties.people.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request at hand: who looks, in which language, at what. The pages' first bean. */
@Named("visit")
@RequestScoped
public class Visit {

    @Inject Pages pages;
    @Inject NodeMode mode;
    @Inject People people;

    private @Nullable Officer officer;
    private @Nullable HttpServletRequest request;
    private Words words = Words.in(Locale.ENGLISH);
    private int status = 200;
    private String incident = "";
    private final Map<String, String> kept = new HashMap<>();

    void begin(HttpServletRequest asked, Optional<Officer> who, Locale locale) {
        this.request = asked;
        this.officer = who.orElse(null);
        this.words = Words.in(locale);
    }

    /** What was typed into a form before the session ended. */
    void keep(Map<String, String> typed) {
        kept.putAll(typed);
    }

    void failed(int with, String underIncident) {
        this.status = with;
        this.incident = underIncident;
    }

    /**
     * Who looks.
     *
     * @throws NotPermitted if nobody has signed in
     */
    public Officer officer() {
        var present = officer;
        if (present == null) {
            throw new IllegalStateException("The gate lets nobody in who has not signed in");
        }
        return present;
    }

    public boolean isSignedIn() {
        return officer != null;
    }

    public boolean is(String role) {
        return officer != null && Role.of(role).filter(officer.roles()::contains).isPresent();
    }

    public boolean isSandbox() {
        return mode == NodeMode.SANDBOX;
    }

    public String node() {
        return pages.node();
    }

    public Words words() {
        return words;
    }

    /** {@code rtl} or {@code ltr}. */
    public String direction() {
        return words.isRightToLeft() ? "rtl" : "ltr";
    }

    public String language() {
        return words.locale().getLanguage();
    }

    public List<String> languages() {
        return Words.languages();
    }

    /** A language's own name. */
    public String name(String language) {
        var locale = Locale.forLanguageTag(language);
        return locale.getDisplayLanguage(locale);
    }

    /** The path of the page. */
    public String path() {
        return request().getRequestURI();
    }

    /** The address of the page with its parameters, for a form to come back to. */
    public String address() {
        var given = request().getParameter("at");
        if (given != null) {
            return Addresses.safe(given);
        }
        var query = request().getQueryString();
        return query == null ? path() : path() + "?" + query;
    }

    /** The address of the same page in another language. */
    public String address(String language) {
        var address = address();
        return address + (address.contains("?") ? "&" : "?") + "lang=" + language;
    }

    /** The codes of the other entities for which the person may act. */
    public List<String> otherEntities() {
        var person = officer().person();
        return person.roles().keySet().stream()
                .filter(code -> !code.isEmpty() && !code.equals(officer().entity()))
                .toList();
    }

    /** Whether the page belongs to a part of the navigation. */
    public boolean isAt(String part) {
        return path().startsWith("/console/" + part);
    }

    /** What a form carries so that it counts for this officer only; empty for a stranger. */
    public String seal() {
        return isSignedIn() ? people.seal(officer()) : "";
    }

    /** A parameter of the address or the form; empty if there is none. */
    public String parameter(String name) {
        var value = request().getParameter(name);
        return value == null ? "" : value;
    }

    /** A field as typed: now, or before the session ended. */
    public String typed(String name, String otherwise) {
        var value = request().getParameter(name);
        return value == null ? kept.getOrDefault(name, otherwise) : value;
    }

    /** All values of a field. */
    public List<String> all(String name) {
        var values = request().getParameterValues(name);
        if (values == null) {
            return kept.containsKey(name) ? List.of(kept.get(name).split("\n", -1)) : List.of();
        }
        return List.of(values);
    }

    /** What the page before has done: the key of a sentence below {@code done.}. */
    public String done() {
        var done = parameter("done");
        return words.keys().contains("done." + done) ? words.of("done." + done) : "";
    }

    /** Whether the page shows what was typed before the session ended. */
    public boolean isShownAgain() {
        return !kept.isEmpty();
    }

    /** Whether the page is for whoever comes: it keeps no state, so that nobody has to have any. */
    public boolean isOpen() {
        return Addresses.OPEN.contains(path());
    }

    /** Whether a form was sent, now or before the session ended. */
    boolean isTyped() {
        return isPosted() || !kept.isEmpty();
    }

    /** Whether a form was sent. */
    boolean isPosted() {
        return request().getMethod().equals("POST");
    }

    public int status() {
        return status;
    }

    public String incident() {
        return incident;
    }

    String remoteAddress() {
        return request().getRemoteAddr();
    }

    /** Goes on to another page, so that a reload repeats nothing. */
    static void go(String address) {
        var faces = FacesContext.getCurrentInstance();
        try {
            var response = (HttpServletResponse) faces.getExternalContext().getResponse();
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", address);
            response.flushBuffer();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        faces.responseComplete();
    }

    HttpServletRequest request() {
        var present = request;
        if (present == null) {
            throw new IllegalStateException("Outside the console");
        }
        return present;
    }
}
