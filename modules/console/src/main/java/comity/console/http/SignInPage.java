package comity.console.http;

import comity.console.openid.OpenIdProvider;
import comity.parties.people.People;
import comity.parties.people.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signing in and out. */
@Named("signIn")
@RequestScoped
public class SignInPage {

    @Inject Visit visit;
    @Inject People people;
    @Inject IdentityStoreHandler stores;
    @Inject SignInOutcome outcome;
    @Inject Optional<OpenIdProvider> provider;

    private String message = "";

    /** What went wrong, in words; the same whoever was tried. */
    public String message() {
        return message.isEmpty() && !visit.parameter("openid").isEmpty()
                ? visit.words().of("openid.refused")
                : message;
    }

    /** What people call the provider by which they may sign in; empty if there is none. */
    public String provider() {
        return provider.map(OpenIdProvider::name).orElse("");
    }

    /** Where to sign in by it, and come back to where one was going. */
    public String elsewhere() {
        return Addresses.OPENID + "?to=" + Addresses.encoded(visit.parameter("to"));
    }

    /** From the provider's answer on, with what of it is needed. */
    public String onward() {
        return Addresses.OPENID_DONE
                + Stream.of("code", "state", "iss")
                        .map(name -> name + "=" + Addresses.encoded(visit.parameter(name)))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Tries what was typed; a person who succeeds goes on to where he or she was going. */
    public void enter() {
        var name = visit.parameter("name");
        var password = visit.parameter("password");
        if (name.isBlank() || password.isEmpty()) {
            message = visit.words().of("sign-in.both");
            return;
        }
        var result = stores.validate(new UsernamePasswordCredential(name, password));
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            message =
                    outcome.last().orElse(new SignIn.Refused())
                                    instanceof SignIn.Throttled throttled
                            ? visit.words().of("sign-in.throttled", throttled.until())
                            : visit.words().of("sign-in.refused");
            return;
        }
        var id = UUID.fromString(result.getCallerPrincipal().getName());
        // As it was when the password was right: one that is chosen meanwhile ends the session.
        outcome.last()
                .flatMap(SignIn::person)
                .or(() -> people.person(id))
                .ifPresent(person -> Session.begin(visit.request(), person, person.entity()));
        Visit.go(Addresses.safe(visit.parameter("to")));
    }

    /** Ends the session. */
    public void leave() {
        Session.end(visit.request());
        Visit.go(Addresses.SIGN_IN + "?done=signed-out");
    }
}
