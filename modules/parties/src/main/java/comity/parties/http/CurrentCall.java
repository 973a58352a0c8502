package comity.parties.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.Caller;
import comity.parties.PartiesProblem;
import comity.parties.RateLimits.Standing;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The request at hand: who verifiably sent it, and its content. Resources inject it. */
@RequestScoped
public class CurrentCall {

    private @Nullable Caller caller;
    private @Nullable JsonNode content;
    private @Nullable Standing standing;

    /**
     * Who calls. Resources that are not public always have a caller.
     *
     * @throws Problem {@link PartiesProblem#SIGNATURE_MISSING}
     */
    public Caller caller() {
        return verified()
                .orElseThrow(
                        () ->
                                Problem.of(
                                        PartiesProblem.SIGNATURE_MISSING,
                                        "This address answers signed requests only."));
    }

    /** Who calls, if the request was signed. */
    public Optional<Caller> verified() {
        return Optional.ofNullable(caller);
    }

    /**
     * The content, strictly parsed and within the limits.
     *
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} when there is none
     */
    public JsonNode content() {
        return optionalContent()
                .orElseThrow(
                        () -> Problem.of(KernelProblem.INVALID_REQUEST, "The call needs content."));
    }

    /** The content, if there is any. */
    public Optional<JsonNode> optionalContent() {
        return Optional.ofNullable(content);
    }

    /** What is left of the quota that counts for this request. */
    Optional<Standing> standing() {
        return Optional.ofNullable(standing);
    }

    void stands(Standing now) {
        this.standing = now;
    }

    void received(JsonNode value) {
        this.content = value;
    }

    void verified(Caller by) {
        this.caller = by;
    }
}
