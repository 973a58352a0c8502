package comity.console.http;

import comity.console.Fact;
import comity.console.MandateStanding;
import comity.console.MandatesDesk;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Granting a mandate that was drafted, or revoking one: what follows from it, and, after the
 * password again, the act, signed with the key that the node keeps for the entity.
 */
@Named("mandateAct")
@RequestScoped
public class MandateActPage {

    @Inject Visit visit;
    @Inject MandatesDesk desk;
    @Inject Signing signing;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private @Nullable ObjectNode mandate;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /** Whether the officer may be here at all; asked before anything of the page is shown. */
    public boolean isOpen() {
        desk.requireSignatory(visit.officer());
        code();
        return true;
    }

    private ObjectNode json() {
        var found = mandate;
        if (found == null) {
            found = desk.mandate(visit.officer(), visit.parameter("id"));
            mandate = found;
        }
        return found;
    }

    private MandateLines lines() {
        return new MandateLines(visit.words(), json().required("terms"));
    }

    /** The code of the act. */
    public String code() {
        var code = visit.parameter("act");
        if (!code.equals("grant") && !code.equals("revoke")) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such act.");
        }
        return code;
    }

    /** Whether it takes something away. */
    public boolean isRisk() {
        return code().equals("revoke");
    }

    /** Whether it can be done now, by the node. */
    public boolean isPossible() {
        var standing = desk.standing(json());
        boolean follows =
                isRisk()
                        ? standing == MandateStanding.AHEAD || standing == MandateStanding.IN_FORCE
                        : standing == MandateStanding.DRAFT;
        return follows
                && lines().client().equals(visit.officer().entity())
                && !thumbprint().isEmpty();
    }

    /** The thumbprint of the key that signs; empty if the node keeps none. */
    public String thumbprint() {
        return desk.signingKey(visit.officer()).orElse("");
    }

    public String id() {
        return json().required("id").stringValue();
    }

    public String termsDigest() {
        return json().required("termsDigest").stringValue();
    }

    public String title() {
        return visit.words().of("mandate.title", lines().client(), lines().centre());
    }

    public List<Fact> facts() {
        return lines().facts();
    }

    /** What follows, in sentences. */
    public List<String> consequences() {
        return isRisk() ? lines().revoking() : lines().granting();
    }

    /** Does it. */
    public void sign() {
        var signatory = signing.signatory(errors);
        if (signatory.isEmpty()) {
            return;
        }
        try {
            desk.act(
                    visit.officer(),
                    visit.parameter("id"),
                    visit.parameter("digest"),
                    code(),
                    signatory.get());
            Visit.go("/console/mandate?id=" + id() + "&done=mandate-" + code());
        } catch (Problem refused) {
            if (refused.type() == KernelProblem.NOT_FOUND) {
                throw refused;
            }
            errors.put("act", visit.words().code("problem", refused.type().slug()));
        }
    }
}
