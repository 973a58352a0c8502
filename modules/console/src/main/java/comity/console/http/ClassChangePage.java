package comity.console.http;

import comity.agreements.sensitivity.Scale;
import comity.console.ClassesDesk;
import comity.exchange.Purposes;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proposing a change of the sensitivity classes. What is to change is in the address, so that what
 * follows can be looked at, gone back from and linked to; only the proposal itself is a form that
 * is posted.
 */
@Named("change")
@RequestScoped
public class ClassChangePage {

    @Inject Visit visit;
    @Inject ClassesDesk desk;
    @Inject Purposes purposes;
    @Inject InstantSource clock;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private @Nullable Scale latest;
    private boolean isRead;
    private Optional<Scale> wanted = Optional.empty();
    private @Nullable ImpactLines impact;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        wanted();
        return errors.getOrDefault(field, "");
    }

    /** Whether the officer may be here at all; asked before anything of the page is shown. */
    public boolean isOpen() {
        desk.requireProposer(visit.officer());
        kind();
        return true;
    }

    private Scale latest() {
        var found = latest;
        if (found == null) {
            found = desk.latest().scale();
            latest = found;
        }
        return found;
    }

    private ClassWish wish() {
        return new ClassWish(visit, desk, latest());
    }

    /** What is to change: as {@link ClassWish#kind}. */
    public String kind() {
        return wish().kind();
    }

    /** What the page is about, in words. */
    public String subject() {
        return wish().subject();
    }

    /** The classes that the property can have. */
    public List<ClassWish.Choice> choices() {
        return wish().choices();
    }

    /** A field of what the class demands: as typed, or as it is now. */
    public String control(String field) {
        return wish().isFilledIn()
                ? visit.parameter(field)
                : ControlsForm.of(wish().named().level().controls()).apply(field);
    }

    /** The tags of the languages in which the class can be said. */
    public List<String> languages() {
        return WordsForm.languages(wish().named());
    }

    /** A name or the guidance in a language: as typed, or as it is now. */
    public String wording(String field) {
        return visit.typed(field, WordsForm.now(wish().named(), field));
    }

    /** Looks at what would follow from words that were typed: too long for an address. */
    public void look() {
        wanted();
    }

    /** The codes of the purposes for which one can ask. */
    public List<String> purposes() {
        return purposes.document()
                .path("items")
                .valueStream()
                .map(each -> each.path("code").asString(""))
                .toList();
    }

    /** Whether a purpose is one of those that the class allows, as typed or as it is now. */
    public boolean isAllowed(String purpose) {
        return wish().isFilledIn()
                ? visit.all("purposes").contains(purpose)
                : wish().named().level().controls().purposes().contains(purpose);
    }

    /** What the address says, for the form to send along. */
    public List<ClassWish.Kept> kept() {
        return wish().kept();
    }

    /** Whether there is something to look at: a change that keeps the rules. */
    public boolean isShown() {
        return wanted().isPresent();
    }

    /** What would follow; there is none where nothing is shown. */
    public @Nullable ImpactLines impact() {
        wanted();
        return impact;
    }

    private Optional<Scale> wanted() {
        if (!isRead) {
            isRead = true;
            var wrong = new LinkedHashMap<String, String>();
            var change = wish().change(wrong);
            wrong.forEach((field, key) -> errors.put(field, visit.words().of(key)));
            wanted = change.map(each -> each.to(latest())).filter(this::isAChange);
        }
        return wanted;
    }

    private boolean isAChange(Scale scale) {
        if (scale.equals(latest())) {
            errors.put("change", visit.words().of("change.nothing"));
            return false;
        }
        try {
            var would = desk.impact(visit.officer(), scale).toJson();
            impact = new ImpactLines(visit.words(), latest(), scale, would);
            return true;
        } catch (Problem refused) {
            // The form offers nothing that breaks a rule, but record types can change under it.
            errors.put("change", said(refused));
            return false;
        }
    }

    private String said(Problem refused) {
        var text = new StringBuilder(visit.words().of("change.refused"));
        for (var each : refused.violations()) {
            text.append(' ').append(each.pointer()).append(' ').append(each.detail()).append('.');
        }
        return text.toString();
    }

    /** Proposes it. */
    public void propose() {
        var at = takesEffect();
        var scale = wanted();
        var reason = visit.parameter("reason").strip();
        if (reason.isEmpty()) {
            errors.put("reason", visit.words().of("change.reason.missing"));
        }
        if (scale.isEmpty() || !errors.isEmpty()) {
            return;
        }
        try {
            var proposal = desk.propose(visit.officer(), scale.get(), reason, at);
            Visit.go("/console/class-proposal?id=" + proposal.id() + "&done=proposed");
        } catch (Problem refused) {
            if (refused.type() != KernelProblem.INVALID_CONTENT) {
                throw refused;
            }
            errors.put("change", said(refused));
        }
    }

    /** The beginning of the day that was typed, in UTC. */
    private Optional<Instant> takesEffect() {
        var typed = visit.parameter("when").strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(typed);
            if (!day.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
                errors.put("when", visit.words().of("change.when.past"));
            }
            return Optional.of(day.atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            errors.put("when", visit.words().of("simulator.day.malformed"));
            return Optional.empty();
        }
    }
}
