package comity.console.http;

import comity.agreements.MandatedAct;
import comity.console.EntitiesDesk;
import comity.console.MandatesDesk;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.Entity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Granting a new mandate. What the centre is to be allowed is in the address, so that what follows
 * can be looked at and gone back from; only the signature is a form that is posted.
 */
@Named("mandateNew")
@RequestScoped
public class MandateNewPage {

    @Inject Visit visit;
    @Inject MandatesDesk desk;
    @Inject EntitiesDesk entities;
    @Inject Signing signing;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private boolean isRead;
    private Optional<ObjectNode> terms = Optional.empty();
    private String digest = "";
    private @Nullable List<Entity> centres;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        terms();
        return errors.getOrDefault(field, "");
    }

    /** Whether the officer may be here at all; asked before anything of the page is shown. */
    public boolean isOpen() {
        desk.requireSignatory(visit.officer());
        return true;
    }

    /** Whether it can be granted on a page: the node keeps the entity's key. */
    public boolean isPossible() {
        return !thumbprint().isEmpty();
    }

    /** The thumbprint of the key that signs; empty if the node keeps none. */
    public String thumbprint() {
        return desk.signingKey(visit.officer()).orElse("");
    }

    /** Who can be a centre: everybody of the directory who takes part, but the entity itself. */
    public List<Entity> centres() {
        var known = centres;
        if (known == null) {
            known = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                var page = entities.list(visit.officer(), cursor);
                known.addAll(page.items());
                cursor = page.next();
            } while (cursor.isPresent());
            known.removeIf(each -> !each.active() || each.code().equals(visit.officer().entity()));
            centres = known;
        }
        return known;
    }

    /** The names of the record types. */
    public List<String> types() {
        return desk.types();
    }

    /** The codes of what a centre can be allowed. */
    public List<String> acts() {
        return Stream.of(MandatedAct.values()).map(MandatedAct::code).toList();
    }

    /** Whether a box is ticked. */
    public boolean isChosen(String field, String value) {
        return visit.all(field).contains(value);
    }

    /** The first day as typed, or today. */
    public String from() {
        return visit.typed("from", desk.today().toString());
    }

    /** What the address says, for the form to send along. */
    public List<ClassWish.Kept> kept() {
        var kept = new ArrayList<ClassWish.Kept>();
        kept.add(new ClassWish.Kept("look", "yes"));
        for (var field : MandateForm.FIELDS) {
            visit.all(field).forEach(value -> kept.add(new ClassWish.Kept(field, value)));
        }
        return kept;
    }

    /** Whether there is something to sign: terms that keep the rules. */
    public boolean isShown() {
        return terms().isPresent();
    }

    public String termsDigest() {
        terms();
        return digest;
    }

    /** What follows, in sentences. */
    public List<String> consequences() {
        return terms().map(shown -> new MandateLines(visit.words(), shown).granting())
                .orElse(List.of());
    }

    private Optional<ObjectNode> terms() {
        if (!isRead && visit.typed("look", "").equals("yes")) {
            var wrong = new LinkedHashMap<String, String>();
            terms =
                    MandateForm.read(
                                    visit.officer().entity(),
                                    field -> visit.typed(field, ""),
                                    visit::all,
                                    desk.today(),
                                    wrong)
                            .filter(this::keepsTheRules);
            wrong.forEach((field, key) -> errors.put(field, visit.words().of(key)));
        }
        isRead = true;
        return terms;
    }

    private boolean keepsTheRules(ObjectNode wanted) {
        try {
            digest = desk.digest(visit.officer(), wanted);
            return true;
        } catch (Problem refused) {
            // The form offers nothing that breaks a rule: somebody wrote the address.
            errors.put("act", visit.words().of("mandate.refused"));
            return false;
        }
    }

    /** Drafts and grants it. */
    public void sign() {
        var wanted = terms();
        if (wanted.isEmpty()) {
            return;
        }
        var signatory = signing.signatory(errors);
        if (signatory.isEmpty()) {
            return;
        }
        try {
            var id =
                    desk.grant(
                            visit.officer(),
                            wanted.get(),
                            visit.parameter("digest"),
                            signatory.get());
            Visit.go("/console/mandate?id=" + id + "&done=mandate-grant");
        } catch (Problem refused) {
            if (refused.type() == KernelProblem.NOT_FOUND) {
                throw refused;
            }
            errors.put("act", visit.words().code("problem", refused.type().slug()));
        }
    }
}
