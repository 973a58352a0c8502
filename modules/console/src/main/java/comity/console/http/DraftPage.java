package comity.console.http;

import comity.agreements.AgreementsProblem;
import comity.agreements.template.ParameterKind;
import comity.agreements.template.Template;
import comity.console.DraftsDesk;
import comity.kernel.Problem;
import comity.parties.Entity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    @Inject DraftConflict conflict;

    private final Map<String, String> wrong = new LinkedHashMap<>();
    private final Map<String, String> overwritten = new HashMap<>();
    private List<DraftProse.Prose> prose = List.of();
    private final Set<String> general = new LinkedHashSet<>();
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

    /** Now, or before the session ended: an address fills nothing in. */
    private boolean isTyped() {
        return visit.isTyped() && visit.typed("form", "").equals("yes");
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
                            kept.addAll(conflict.kept(this::values));
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

    /** What is wrong, and where. */
    public List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        for (var choice : conflict.isAsked() ? choices() : List.<DraftChoices.Choice>of()) {
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

    /** What is wrong with it as a whole; none if nothing is. */
    public List<String> general() {
        return List.copyOf(general);
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
        checked().ifPresent(this::look);
    }

    private void look(ObjectNode values) {
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

    /** What is different now from what one typed, field by field. */
    public List<DraftChoices.Choice> choices() {
        return conflict.lines(this::values);
    }

    // Keeping it

    private DraftReading read() {
        var known = entities().stream().map(Entity::code).collect(Collectors.toSet());
        return new DraftReading(template(), words(), typed(), known, visit.officer().entity())
                .read(text.values());
    }

    private ObjectNode values() {
        return read().values();
    }

    /** The values, with what was chosen of the other's; empty if something is wrong. */
    private Optional<ObjectNode> checked() {
        var read = read();
        var values = read.values();
        wrong.putAll(read.wrong());
        if (!text.isOvertaken()) {
            wrong.keySet().removeAll(conflict.settle(values));
        }
        return wrong.isEmpty() && !conflict.isAsked() ? Optional.of(values) : Optional.empty();
    }

    /** Keeps it as a draft. */
    public void save() {
        checked().ifPresent(this::save);
    }

    private void save(ObjectNode values) {
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
            note(DraftNotes.ofParameters(template(), words(), refused.violations()));
        } else if (type == AgreementsProblem.TERMS_REFUSED) {
            note(DraftNotes.ofTerms(words(), refused.violations()));
        } else if (type == AgreementsProblem.NOT_A_PARTY) {
            general.add(visit.words().of("problem.not-a-party"));
        } else {
            throw refused;
        }
    }

    private void note(DraftNotes notes) {
        wrong.putAll(notes.wrong());
        general.addAll(notes.general());
    }

    /** Somebody was quicker: the form goes on with what was typed, beside what is there now. */
    private void meet(ObjectNode mine) {
        if (conflict.meet(mine)) {
            rewritten = DraftForm.written(template(), mine);
        }
    }
}
