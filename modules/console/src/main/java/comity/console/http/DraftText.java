package comity.console.http;

import comity.agreements.template.Filling;
import comity.agreements.template.Template;
import comity.console.AgreementsDesk;
import comity.console.DraftsDesk;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a draft is made from: nothing yet ({@code ?template=}), a version that is not open for
 * signature ({@code ?id=&version=}), or the version after which a new one comes ({@code
 * ?id=&after=}).
 */
@Named("drafted")
@RequestScoped
public class DraftText {

    private static final Set<String> IN_PREPARATION = Set.of("draft", "review");

    @Inject Visit visit;
    @Inject DraftsDesk desk;
    @Inject AgreementsDesk agreements;

    private final Map<String, String> carried = new LinkedHashMap<>();
    private @Nullable ObjectNode begun;
    private @Nullable ObjectNode newest;
    private boolean isRead;

    /** What the form carries from one request to the next; what it began with otherwise. */
    String carried(String name, String otherwise) {
        return carried.getOrDefault(name, visit.typed(name, otherwise));
    }

    /** Lets the form carry something else. */
    void carry(String name, String value) {
        carried.put(name, value);
    }

    boolean isCarriedAnew(String name) {
        return carried.containsKey(name);
    }

    /** The id of the agreement; empty for a new one. */
    String id() {
        return visit.parameter("id");
    }

    boolean isNew() {
        return id().isEmpty();
    }

    /** The version as it is now; empty for a new agreement. */
    Optional<ObjectNode> begun() {
        if (!isRead && !isNew()) {
            var version = visit.parameter("version");
            begun = read(version.isEmpty() ? visit.parameter("after") : version);
        }
        isRead = true;
        return Optional.ofNullable(begun);
    }

    private ObjectNode read(String version) {
        return agreements.agreement(
                visit.officer(), id(), OptionalInt.of(VersionNumber.in(version)));
    }

    /** The number of the version that is revised; 0 for a new one. */
    int version() {
        var text = carried("version", visit.parameter("version"));
        return text.isEmpty() ? 0 : VersionNumber.in(text);
    }

    /** The number of the version after which a new one is drafted; 0 for none. */
    int after() {
        return version() > 0
                ? 0
                : begun().map(text -> text.required("version").intValue()).orElse(0);
    }

    /** The number of the latest version; 0 for none. */
    int latest() {
        return begun().map(DraftText::latest).orElse(0);
    }

    private static int latest(JsonNode agreement) {
        int latest = 0;
        for (var each : agreement.required("versions")) {
            latest = Math.max(latest, each.required("version").intValue());
        }
        return latest;
    }

    private String digest() {
        return begun().map(text -> text.required("termsDigest").stringValue()).orElse("");
    }

    /** The digest of the terms that were read. */
    String replaces() {
        return carried("replaces", digest());
    }

    /**
     * Whether somebody has revised the version since it was read, or there is a later one than that
     * after which a new one was to come.
     */
    boolean isOvertaken() {
        return version() > 0 ? !replaces().equals(digest()) : latest() > after();
    }

    /** Where it is kept. */
    DraftsDesk.Place place() {
        if (isNew()) {
            return DraftsDesk.Place.anew();
        }
        return version() > 0
                ? new DraftsDesk.Place(id(), version(), replaces())
                : DraftsDesk.Place.after(id(), after());
    }

    private String state() {
        return begun().map(text -> text.required("state").stringValue()).orElse("");
    }

    /** What is drafted, in words. */
    public String title() {
        var words = visit.words();
        if (isNew()) {
            return words.of("draft.title.new");
        }
        return version() > 0
                ? words.of("draft.title.revise", version())
                : words.of("draft.title.amend", latest() + 1);
    }

    /** The name of the agreement; empty for a new one. */
    public String agreement() {
        return begun().map(text -> text.required("title").stringValue()).orElse("");
    }

    /** Where one came from. */
    public String back() {
        return begun().map(
                        text ->
                                "/console/agreement?id="
                                        + id()
                                        + "&version="
                                        + text.required("version").intValue())
                .orElse("/console/agreements");
    }

    /** Whether the version is in review, out of which a change takes it. */
    public boolean isInReview() {
        return version() > 0 && state().equals("review");
    }

    /** Whether the version is open for signature and changes no more. */
    boolean isTooLate() {
        return version() > 0 && begun().filter(text -> !isInPreparation(text)).isPresent();
    }

    /** The values from which one begins, or that are there now. */
    ObjectNode values() {
        return begun().map(text -> template().read(text.required("terms")).parameters())
                .orElseGet(Json::object);
    }

    private Optional<Filling> madeOf() {
        return begun().flatMap(text -> desk.filling(visit.officer(), text.required("terms")));
    }

    /** Whether there is a text, made without a template of this node. */
    boolean isWithoutTemplate() {
        return !isNew() && madeOf().isEmpty();
    }

    /** The template that was chosen, or that of the text; empty as long as there is none. */
    Optional<Template> chosen() {
        var chosen = visit.parameter("template");
        return chosen.isEmpty()
                ? madeOf().map(Filling::template)
                : Optional.of(desk.template(visit.officer(), chosen));
    }

    Template template() {
        return chosen().orElseThrow(
                        () -> Problem.of(KernelProblem.NOT_FOUND, "No template is chosen."));
    }

    /** The template of the text that was read; empty for none. */
    String made() {
        return carried("made", id(madeOf()));
    }

    private static String id(Optional<Filling> filling) {
        return filling.map(each -> each.template().id()).orElse("");
    }

    private ObjectNode newest() {
        var found = newest;
        if (found == null) {
            var now = agreements.agreement(visit.officer(), id(), OptionalInt.empty());
            found = read("" + latest(now));
            newest = found;
        }
        return found;
    }

    private static boolean isInPreparation(JsonNode text) {
        return IN_PREPARATION.contains(text.required("state").stringValue());
    }

    /** Whether the latest version is by now of another template than that which was read. */
    boolean isMadeAnew() {
        var now = id(desk.filling(visit.officer(), newest().required("terms")));
        return isOther(now, made(), template().id());
    }

    /**
     * Whether another has put a text on a template that is not that of the form.
     *
     * @param now of which the text is; empty for none
     * @param made of which it was when it was read; empty for none
     * @param filled of the form
     */
    static boolean isOther(String now, String made, String filled) {
        return !now.equals(made) && !now.equals(filled);
    }

    /** The number of the latest version as it is now. */
    int newestVersion() {
        return newest().required("version").intValue();
    }

    /** Where one begins from the latest version as it is now. */
    String beginningAnew() {
        return "/console/agreement-draft?id="
                + id()
                + (isInPreparation(newest()) ? "&version=" : "&after=")
                + newestVersion();
    }

    /** Goes on from the latest version as it is now: what somebody else has made of it. */
    void goOnFromLatest() {
        begun = newest();
        isRead = true;
        carry("version", isInPreparation(newest()) ? "" + newestVersion() : "");
        carry("replaces", digest());
        carry("made", id(madeOf()));
    }
}
