package comity.console.http;

import comity.parties.people.SignIn;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the attempt of this request ended: Jakarta Security itself says only whether. */
@RequestScoped
public class SignInOutcome {

    private @Nullable SignIn last;

    void is(SignIn outcome) {
        this.last = outcome;
    }

    Optional<SignIn> last() {
        return Optional.ofNullable(last);
    }
}
