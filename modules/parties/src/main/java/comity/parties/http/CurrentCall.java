package comity.parties.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.Caller;
import comity.parties.PartiesProblem;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The request at hand: who verifiably sent it, and its content. Resources inject it. */
@RequestScoped
public class CurrentCall {

    private @Nullable Caller caller;
    private @Nullable JsonNode content;

    /**
     * Who calls.
     *
     * @throws Problem {@link PartiesProblem#SIGNATURE_MISSING}
     */
    public Caller caller() {
        return verified().orElseThrow(() -> Unsigned.missing());
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
        if (content == null) {
            throw Problem.of(KernelProblem.INVALID_REQUEST, "The call needs content.");
        }
        return content;
    }

    /** The content, if there is any. */
    public Optional<JsonNode> optionalContent() {
        return Optional.ofNullable(content);
    }

    void accept(@Nullable JsonNode received) {
        this.content = received;
    }

    void accept(Caller verified) {
        this.caller = verified;
    }
}
