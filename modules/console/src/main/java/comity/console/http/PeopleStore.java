package comity.console.http;

import comity.parties.people.People;
import comity.parties.people.Role;
import comity.parties.people.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The local accounts, to Jakarta Security. Another store beside it, such as an organisation's own,
 * answers with the same kind of caller: a person's id.
 */
@ApplicationScoped
public class PeopleStore implements IdentityStore {

    @Inject People people;
    @Inject Visit visit;
    @Inject SignInOutcome outcome;

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof UsernamePasswordCredential typed)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        var password = typed.getPassword();
        SignIn tried;
        try {
            tried = people.signIn(typed.getCaller(), password.getValue(), visit.remoteAddress());
        } finally {
            password.clear();
        }
        outcome.is(tried);
        return tried.person()
                .map(
                        person -> {
                            Set<String> roles =
                                    person.rolesAt(person.entity()).stream()
                                            .map(Role::code)
                                            .collect(Collectors.toSet());
                            return new CredentialValidationResult(person.id().toString(), roles);
                        })
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
