package comity.console.http;

import comity.console.openid.OpenIdProvider;
import comity.parties.people.People;
import comity.parties.people.SignIn;
import comity.trust.PasswordHash;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A person's own password: the old one, then the new one twice. */
@Named("password")
@RequestScoped
public class PasswordPage {

    @Inject Visit visit;
    @Inject People people;
    @Inject Optional<OpenIdProvider> provider;

    private final Map<String, String> errors = new LinkedHashMap<>();

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /** What people call the provider by which they may sign in too; empty if there is none. */
    public String provider() {
        return provider.map(OpenIdProvider::name).orElse("");
    }

    /** The fewest characters that it has. */
    public int shortest() {
        return PasswordHash.SHORTEST;
    }

    /** The most. */
    public int longest() {
        return PasswordHash.LONGEST;
    }

    /** Changes it; every other session of the person has ended then, and this one goes on. */
    public void change() {
        var words = visit.words();
        var old = visit.parameter("password");
        var wanted = visit.parameter("password-new");
        if (old.isEmpty()) {
            errors.put("password", words.of("password.old.missing"));
        }
        if (wanted.length() < shortest() || wanted.length() > longest()) {
            errors.put("password-new", words.of("password.new.length", shortest(), longest()));
        } else if (wanted.equals(old)) {
            errors.put("password-new", words.of("password.new.same"));
        }
        if (!wanted.equals(visit.parameter("password-again"))) {
            errors.put("password-again", words.of("password.again.differs"));
        }
        if (!errors.isEmpty()) {
            return;
        }
        var officer = visit.officer();
        var changed =
                people.changePassword(
                        officer, old.toCharArray(), wanted.toCharArray(), visit.remoteAddress());
        changed.person()
                .ifPresentOrElse(
                        person -> {
                            Session.begin(visit.request(), person, officer.entity());
                            Visit.go(Addresses.HOME + "?done=password-changed");
                        },
                        () -> errors.put("password", said(changed)));
    }

    private String said(SignIn tried) {
        return tried instanceof SignIn.Throttled throttled
                ? visit.words().of("sign-in.throttled", throttled.until())
                : visit.words().of("confirm.refused");
    }
}
