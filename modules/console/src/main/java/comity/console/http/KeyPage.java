package comity.console.http;

import comity.console.EntitiesDesk;
import comity.kernel.Problem;
import comity.parties.RegisteredKey;
import comity.parties.people.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registering and revoking a key of the officer's own entity, each with the password again. */
@Named("key")
@RequestScoped
public class KeyPage {

    @Inject Visit visit;
    @Inject EntitiesDesk desk;
    @Inject Confirmation confirmation;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private @Nullable RegisteredKey key;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    public boolean isWrong() {
        return !errors.isEmpty();
    }

    /** Whether the officer may be here at all; asked before anything of the page is shown. */
    public boolean isOpen() {
        visit.officer().require(Role.ADMINISTRATOR);
        return true;
    }

    /** The key that is to be revoked. */
    public RegisteredKey one() {
        var found = key;
        if (found == null) {
            found = desk.ownKey(visit.officer(), visit.parameter("key"));
            key = found;
        }
        return found;
    }

    /** What follows from revoking it, in sentences. */
    public List<String> consequences() {
        var words = visit.words();
        var uses =
                one().uses().stream()
                        .sorted()
                        .map(use -> words.of("key.use." + use.code()))
                        .toList();
        var said = new java.util.ArrayList<String>();
        said.add(words.of("revoke.signs-no-more", words.list(uses)));
        said.add(words.of("revoke.stays-valid"));
        said.add(words.of("revoke.for-ever"));
        desk.lostWithout(visit.officer(), one()).stream()
                .sorted()
                .forEach(use -> said.add(words.of("revoke.last." + use.code())));
        if (desk.isLastKept(visit.officer(), one())) {
            said.add(words.of("revoke.last-kept", words.list(uses)));
        }
        return said;
    }

    /** Registers what was pasted. */
    public void register() {
        var proof = visit.parameter("proof").strip();
        if (proof.isEmpty()) {
            errors.put("proof", visit.words().of("key-new.proof.missing"));
        }
        if (!confirmation.isGiven(errors)) {
            return;
        }
        try {
            desk.register(visit.officer(), proof);
            done("key-registered");
        } catch (Problem refused) {
            errors.put("proof", said(refused));
        }
    }

    /** Revokes the key. */
    public void revoke() {
        var since = compromisedSince();
        if (!visit.parameter("understood").equals("yes")) {
            errors.put("understood", visit.words().of("revoke.understood.missing"));
        }
        if (!confirmation.isGiven(errors)) {
            return;
        }
        try {
            desk.revoke(visit.officer(), one().thumbprint(), since);
            done("key-revoked");
        } catch (Problem refused) {
            errors.put("since", said(refused));
        }
    }

    private Optional<Instant> compromisedSince() {
        var day = visit.parameter("since").strip();
        if (day.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            errors.put("since", visit.words().of("revoke.since.malformed"));
            return Optional.empty();
        }
    }

    private void done(String what) {
        Visit.go(
                "/console/entity?code="
                        + Addresses.encoded(visit.officer().entity())
                        + "&done="
                        + what);
    }

    private String said(Problem refused) {
        var words = visit.words();
        var text = new StringBuilder(words.code("problem", refused.type().slug()));
        // Where the words of this node's language end, those of the protocol say what is wrong.
        refused.violations().forEach(each -> text.append(" ").append(each.detail()).append('.'));
        return text.toString();
    }
}
