package comity.console.http;

import comity.agreements.AgreementsProblem;
import comity.agreements.template.ParameterKind;
import comity.agreements.template.Template;
import comity.console.DraftsDesk;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.parties.Entity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Drafting is filling a template in. The form carries the digest of the text that it began from:
 * where somebody else was quicker, the page shows what is different now, and nothing is kept before
 * one has chosen.
 */
@Named("draft")
@RequestScoped
public class DraftPage {

    /** A field of the form that nobody sees. */
    public record Kept(String name, String value) {}

    /** A mistake, and where it is. */
    public record Mistake(String anchor, String label, String wrong) {}

    @Inject Visit visit;
    @Inject DraftsDesk desk;
    @Inject DraftText text;

    private final Map<String, String> wrong = new LinkedHashMap<>();
    private final Map<String, String> overwritten = new HashMap<>();
    private Set<String> toChoose = Set.of();
    private List<DraftProse.Prose> prose = List.of();
    private String general = "";
    private String moved = "";
    private @Nullable List<Entity> entities;

    /** What the form shows instead of what was typed: the same, as it was read. */
    private @Nullable Map<String, List<String>> rewritten;

    /** Whether the officer may be here at all; asked before anything of the page is shown. */
    public boolean isOpen() {
        desk.requireWriter(visit.officer());
        text.begun();
        return true;
    }

    private DraftWords words() {
        return new DraftWords(visit.words());
    }

    private Template template() {
        return text.template();
    }

    /** Whether there is nothing to revise: the version is open for signature. */
    public boolean isTooLate() {
        return text.isTooLate() && !isTyped();
    }

    // The form

    private boolean isTyped() {
        return visit.typed("form", "").equals("yes");
    }

    private Typed typed() {
        var other = rewritten;
        if (other != null) {
            return Typed.of(other);
        }
        if (isTyped()) {
            return Typed.of(visit).with(overwritten);
        }
        return Typed.of(
                text.isNew()
                        ? DraftForm.blank(template(), visit.officer().entity(), visit.language())
                        : DraftForm.written(template(), text.values()));
    }

    private List<Entity> entities() {
        var found = entities;
        if (found == null) {
            found = desk.entities(visit.officer());
            entities = found;
        }
        return found;
    }

    /** The fields, in parts that belong together. */
    public List<DraftFields.Part> parts() {
        return new DraftFields(template(), words(), typed(), wrong, entities()).parts();
    }

    /** What the form sends along. */
    public List<Kept> kept() {
        var kept = new ArrayList<Kept>();
        kept.add(new Kept("form", "yes"));
        kept.add(new Kept("template", template().id()));
        text.begun()
                .ifPresent(
                        each -> {
                            kept.add(new Kept("id", text.id()));
                            kept.add(
                                    new Kept(
                                            "version",
                                            text.version() > 0 ? "" + text.version() : ""));
                            kept.add(new Kept("after", "" + each.required("version").intValue()));
                            kept.add(new Kept("replaces", text.replaces()));
                            kept.add(new Kept("begun", begun()));
                            kept.add(new Kept("met", text.carried("met", "")));
                        });
        for (var parameter : template().parameters().values()) {
            if (parameter.kind() == ParameterKind.ANNEXES) {
                kept.add(
                        new Kept(
                                DraftForm.field(parameter, "count"),
                                "" + DraftForm.annexes(parameter, typed())));
            }
        }
        return kept;
    }

    private String begun() {
        return text.carried("begun", DraftMerge.digests(text.values()));
    }

    /** What is wrong, and where. */
    public List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        for (var choice : toChoose.isEmpty() ? List.<DraftChoices.Choice>of() : choices()) {
            if (!choice.wrong().isEmpty()) {
                mistakes.add(
                        new Mistake(
                                DraftChoices.field(choice.name()), choice.label(), choice.wrong()));
            }
        }
        for (var part : wrong.isEmpty() ? List.<DraftFields.Part>of() : parts()) {
            for (var field : part.fields()) {
                if (!field.wrong().isEmpty()) {
                    mistakes.add(new Mistake(field.name(), field.label(), field.wrong()));
                }
            }
        }
        return mistakes;
    }

    /** What is wrong with it as a whole; empty if nothing is. */
    public String general() {
        return general;
    }

    /** Makes room for one annex more. */
    public void more() {
        for (var parameter : template().parameters().values()) {
            if (parameter.kind() == ParameterKind.ANNEXES) {
                overwritten.put(
                        DraftForm.field(parameter, "count"),
                        "" + (DraftForm.annexes(parameter, typed()) + 1));
            }
        }
    }

    /** Shows the text that would come out, and keeps nothing. */
    public void look() {
        var values = checked();
        if (values.isEmpty()) {
            return;
        }
        try {
            var filled = desk.fill(visit.officer(), template().id(), values);
            prose = DraftProse.of(filled, words());
        } catch (Problem refused) {
            refused(refused, values);
        }
    }

    /** The text as it would read, in each of its languages; none before it was asked for. */
    public List<DraftProse.Prose> prose() {
        return prose;
    }

    // Two who write at once

    /** What happened meanwhile, in words; empty if nothing did. */
    public String moved() {
        return moved;
    }

    /** Who wrote it as it is now, and when. */
    public String movedBy() {
        return text.begun()
                .map(
                        each ->
                                visit.words()
                                        .of(
                                                "draft.moved.by",
                                                each.required("draftedBy").stringValue(),
                                                Instant.parse(
                                                        each.required("draftedAt").stringValue())))
                .orElse("");
    }

    private DraftChoices chosen() {
        boolean isNew = text.isCarriedAnew("met");
        return new DraftChoices(
                template(),
                words(),
                text.carried("met", ""),
                field -> isNew ? "" : visit.typed(field, ""));
    }

    /** What is different now from what one typed, field by field. */
    public List<DraftChoices.Choice> choices() {
        return text.carried("met", "").isEmpty()
                ? List.of()
                : chosen().lines(read().values(), text.values(), toChoose);
    }

    // Keeping it

    private DraftReading read() {
        var known = entities().stream().map(Entity::code).collect(Collectors.toSet());
        return new DraftReading(template(), words(), typed(), known, visit.officer().entity())
                .read(text.values());
    }

    /** The values, with what was chosen of the other's; none if something is wrong. */
    private ObjectNode checked() {
        var read = read();
        var values = read.values();
        if (text.isOvertaken()) {
            return read.wrong().isEmpty() ? values : noted(read.wrong());
        }
        toChoose = chosen().open();
        var taken = chosen().take(values, text.values());
        var wrongs = new LinkedHashMap<>(read.wrong());
        wrongs.keySet().removeAll(taken);
        return toChoose.isEmpty() && wrongs.isEmpty() ? values : noted(wrongs);
    }

    private ObjectNode noted(Map<String, String> wrongs) {
        wrong.putAll(wrongs);
        return Json.object();
    }

    /** Keeps it as a draft. */
    public void save() {
        var values = checked();
        if (values.isEmpty()) {
            return;
        }
        if (text.isOvertaken()) {
            meet(values);
            return;
        }
        try {
            var kept = desk.keep(visit.officer(), text.place(), template().id(), values);
            Visit.go(
                    "/console/agreement?id=%s&version=%d&done=drafted"
                            .formatted(
                                    kept.required("id").stringValue(),
                                    kept.required("version").intValue()));
        } catch (Problem refused) {
            refused(refused, values);
        }
    }

    private void refused(Problem refused, ObjectNode values) {
        var type = refused.type();
        if (type == AgreementsProblem.TEXT_CHANGED
                || type == AgreementsProblem.TEXT_IS_OPEN
                || type == AgreementsProblem.TEXT_IN_PREPARATION) {
            meet(values);
        } else if (type == AgreementsProblem.PARAMETERS_REFUSED) {
            refused.violations().forEach(each -> note(each.pointer(), each.detail()));
        } else if (type == AgreementsProblem.TERMS_REFUSED) {
            general = visit.words().of("draft.same");
            refused.violations().forEach(each -> note("", each.detail()));
        } else if (type == AgreementsProblem.NOT_A_PARTY) {
            general = visit.words().of("problem.not-a-party");
        } else {
            throw refused;
        }
    }

    /** What no rule of the form foresaw, in the front door's own words. */
    private void note(String pointer, String detail) {
        var name = pointer.replaceFirst("^/parameters/?([^/]*).*", "$1");
        var said = visit.words().of("draft.wrong.other", detail);
        if (template().parameters().containsKey(name)) {
            wrong.put(name, said);
        } else {
            general = said;
        }
    }

    /**
     * Somebody was quicker: the form goes on from what is there now, with what was typed, and what
     * is different is to be chosen.
     */
    private void meet(ObjectNode mine) {
        int read = text.version();
        var began = begun();
        var before = chosen();
        text.goOnFromLatest();
        var theirs = text.values();
        text.carry("begun", DraftMerge.digests(theirs));
        text.carry("met", before.text(began, mine, theirs));
        rewritten = DraftForm.written(template(), mine);
        toChoose = Set.of();
        moved = visit.words().of("draft.moved." + overtook(read).slug(), text.latest());
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
