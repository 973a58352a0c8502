package comity.console.http;

import comity.console.EntitiesDesk;
import comity.kernel.Problem;
import comity.parties.KeyUse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Letting the node make another of the keys that it keeps for the officer's entity. */
@Named("renewal")
@RequestScoped
public class KeyRenewalPage {

    @Inject Visit visit;
    @Inject EntitiesDesk desk;
    @Inject Confirmation confirmation;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private @Nullable Set<KeyUse> renewable;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /** Whether a key can be made; refuses who may not be here before anything is shown. */
    public boolean isPossible() {
        return !renewable().isEmpty();
    }

    private Set<KeyUse> renewable() {
        var found = renewable;
        if (found == null) {
            found = desk.renewable(visit.officer());
            renewable = found;
        }
        return found;
    }

    /** The uses to choose from, by their codes. */
    public List<String> uses() {
        return renewable().stream().map(KeyUse::code).toList();
    }

    /** Whether it is the use that was chosen. */
    public boolean isChosen(String use) {
        return visit.typed("use", "").equals(use);
    }

    /** What follows, in sentences. */
    public List<String> consequences() {
        var words = visit.words();
        return List.of(
                words.of("renew.kept"),
                words.of("renew.signs"),
                words.of("renew.old-stays"),
                words.of("renew.term"),
                words.of("renew.public"));
    }

    /** Lets the node make it. */
    public void renew() {
        var officer = visit.officer();
        var words = visit.words();
        var use = KeyUse.of(visit.parameter("use")).filter(renewable()::contains);
        if (use.isEmpty()) {
            errors.put("use", words.of("renew.use.missing"));
        }
        if (!visit.parameter("understood").equals("yes")) {
            errors.put("understood", words.of("revoke.understood.missing"));
        }
        try {
            if (confirmation.isGiven(
                    errors,
                    password ->
                            desk.renew(
                                    officer, use.orElseThrow(), password, visit.remoteAddress()))) {
                Visit.go(
                        "/console/entity?code="
                                + Addresses.encoded(officer.entity())
                                + "&done=key-made");
            }
        } catch (Problem refused) {
            errors.put("use", words.code("problem", refused.type().slug()));
        }
    }
}
