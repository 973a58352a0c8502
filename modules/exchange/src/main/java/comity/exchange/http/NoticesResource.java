package comity.exchange.http;

import comity.exchange.notice.Notice;
import comity.exchange.notice.Notices;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Patience;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.kernel.persistence.Transactions;
import comity.parties.Answer;
import comity.parties.Calls;
import comity.parties.http.CurrentCall;
import comity.parties.http.Responses;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An entity's feed. Source: docs/protocol.md, section 5. */
@Path("/notices")
@RequestScoped
public class NoticesResource {

    private static final int MOST_WAIT_SECONDS = 30;

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Notices notices;
    @Inject Transactions transactions;
    @Inject InstantSource clock;
    @Inject Patience patience;

    /** What is new after a cursor; waits for it if asked to. */
    @GET
    public Response feed(
            @QueryParam("after") @Nullable String after,
            @QueryParam("wait") @Nullable String wait) {
        var caller = call.caller();
        var cursor = Optional.ofNullable(after);
        var seconds = seconds(wait);
        // The nonce is stored before the wait: what waits holds no transaction.
        calls.settle(caller);
        var page =
                patience.until(
                        caller.entity(),
                        Duration.ofSeconds(seconds),
                        () -> transactions.requiresNew(() -> feed(caller.entity(), cursor)),
                        found -> !found.items().isEmpty());
        return Responses.of(Answer.of(200, Page.toJson(page)));
    }

    private Page<ObjectNode> feed(String recipient, Optional<String> cursor) {
        return notices.feed(recipient, cursor).map(this::view);
    }

    /** Closes a notice. */
    @POST
    @Path("{id}/acknowledgement")
    public Response acknowledge(@PathParam("id") String id) {
        var content = call.optionalContent();
        var caller = call.caller();
        return Responses.of(
                calls.perform(
                        caller,
                        () -> {
                            Parameters.requireNothing(content);
                            var notice =
                                    notices.acknowledge(
                                            caller.entity(), Parameters.id(id), Times.now(clock));
                            return Answer.of(200, view(notice));
                        }));
    }

    private ObjectNode view(Notice notice) {
        var view = Json.object();
        view.put("id", notice.id().toString());
        view.put("kind", notice.kind());
        view.put("at", notice.emittedAt().toString());
        view.setAll(notices.about(notice));
        notice.acknowledgedAt().ifPresent(at -> view.put("acknowledgedAt", at.toString()));
        return view;
    }

    private static int seconds(@Nullable String wait) {
        if (wait == null) {
            return 0;
        }
        try {
            int seconds = Integer.parseInt(wait);
            if (seconds >= 0 && seconds <= MOST_WAIT_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, with the bound.
        }
        throw Problem.of(
                KernelProblem.INVALID_REQUEST,
                "The parameter 'wait' is a number of seconds from 0 to %d."
                        .formatted(MOST_WAIT_SECONDS));
    }
}
