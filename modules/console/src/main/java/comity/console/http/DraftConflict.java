package comity.console.http;

import comity.agreements.AgreementsProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two who write at once: what happened to a text since somebody began to fill it in, and what of
 * both is to stand.
 */
@Named("conflict")
@RequestScoped
public class DraftConflict {

    @Inject Visit visit;
    @Inject DraftText text;

    private Set<String> toChoose = Set.of();
    private Set<String> staying = Set.of();
    private String moved = "";
    private String theirs = "";

    /** What happened meanwhile, in words; empty if nothing did. */
    public String moved() {
        return moved;
    }

    /** Where one begins from the other's text; empty if one can go on with one's own. */
    public String theirs() {
        return theirs;
    }

    /** Who wrote it as it is now, and when. */
    public String movedBy() {
        return text.begun().map(this::movedBy).orElse("");
    }

    private String movedBy(ObjectNode version) {
        return visit.words()
                .of(
                        "draft.moved.by",
                        version.required("draftedBy").stringValue(),
                        Instant.parse(version.required("draftedAt").stringValue()));
    }

    private String met() {
        return text.carried("met", "");
    }

    private DraftChoices chosen() {
        boolean isNew = text.isCarriedAnew("met");
        return new DraftChoices(
                text.template(),
                new DraftWords(visit.words()),
                met(),
                field -> isNew ? stayed(field) : visit.typed(field, ""));
    }

    private String stayed(String field) {
        return staying.stream().map(DraftChoices::field).anyMatch(field::equals) ? "mine" : "";
    }

    private String begun() {
        return text.carried("begun", DraftChoices.begun(text.template(), text.values()));
    }

    /**
     * What the form sends along.
     *
     * @param mine what is in the form
     */
    List<DraftPage.Kept> kept(Supplier<ObjectNode> mine) {
        return List.of(
                new DraftPage.Kept("begun", begun()),
                new DraftPage.Kept("made", text.made()),
                new DraftPage.Kept("met", met().isEmpty() ? "" : chosen().told(mine.get())));
    }

    /**
     * What is different now from what one typed, field by field.
     *
     * @param mine what is in the form
     */
    List<DraftChoices.Choice> lines(Supplier<ObjectNode> mine) {
        return met().isEmpty() ? List.of() : chosen().lines(mine.get(), text.values(), toChoose);
    }

    /** Whether something is asked that was not chosen. */
    boolean isAsked() {
        return !toChoose.isEmpty();
    }

    /**
     * Takes what was chosen of the other's, and asks for what was not.
     *
     * @return the parameters whose values were taken
     */
    Set<String> settle(ObjectNode values) {
        var chosen = chosen();
        toChoose = chosen.open(values);
        return chosen.take(values, text.values());
    }

    /**
     * Somebody was quicker: the form goes on from what is there now, and what is different is to be
     * chosen. Where the other's is made of another template there is nothing to go on with field by
     * field: the form stays what it was, and cannot be saved.
     *
     * @return whether it goes on
     */
    boolean meet(ObjectNode mine) {
        if (text.isMadeAnew()) {
            moved = visit.words().of("draft.moved.template", text.newestVersion());
            theirs = text.beginningAnew();
            return false;
        }
        int read = text.version();
        var began = begun();
        var before = chosen();
        text.goOnFromLatest();
        var now = text.values();
        text.carry("begun", DraftChoices.begun(text.template(), now));
        staying = before.stay(began, mine, now);
        text.carry("met", before.text(began, mine, now));
        toChoose = Set.of();
        moved = visit.words().of("draft.moved." + overtook(read).slug(), text.latest());
        return true;
    }

    /**
     * What happened to the text from which the form now goes on.
     *
     * @param read the version that was revised; 0 if a next one was drafted
     */
    private AgreementsProblem overtook(int read) {
        if (text.version() == 0) {
            return AgreementsProblem.TEXT_IS_OPEN;
        }
        return text.version() == read
                ? AgreementsProblem.TEXT_CHANGED
                : AgreementsProblem.TEXT_IN_PREPARATION;
    }
}
