package comity.console.http;

import comity.parties.people.People;
import comity.parties.people.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Function;

/** The password again, before an act that counts: each try is counted as a sign-in is. */
@RequestScoped
public class Confirmation {

    @Inject Visit visit;
    @Inject People people;

    /**
     * Asks for it once the rest of a form is right.
     *
     * @param errors of the form by field, to which what is wrong with the password is added
     * @return whether nothing is wrong
     */
    boolean isGiven(Map<String, String> errors) {
        return isGiven(
                errors,
                password -> people.confirm(visit.officer(), password, visit.remoteAddress()));
    }

    /** The same before an act that asks for the password itself. */
    boolean isGiven(Map<String, String> errors, Function<char[], SignIn> act) {
        var password = visit.parameter("password");
        if (password.isEmpty()) {
            errors.put("password", visit.words().of("confirm.missing"));
        }
        if (!errors.isEmpty()) {
            return false;
        }
        var tried = act.apply(password.toCharArray());
        if (tried instanceof SignIn.Throttled throttled) {
            errors.put("password", visit.words().of("sign-in.throttled", throttled.until()));
        } else if (tried.person().isEmpty()) {
            errors.put("password", visit.words().of("confirm.refused"));
        }
        return errors.isEmpty();
    }
}
