package comity.agreements.http;

import comity.agreements.Agreements;
import comity.agreements.decision.AgreementId;
import comity.documents.Press;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.ledger.ReceiptProofs;
import comity.parties.Answer;
import comity.parties.Caller;
import comity.parties.Calls;
import comity.parties.http.AcceptedTypes;
import comity.parties.http.CurrentCall;
import comity.parties.http.Responses;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Agreements: drafts, acts, and the entity's own. Source: docs/protocol.md, section 8. */
@Path("/agreements")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgreementsResource {

    private static final String PDF = "application/pdf";

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Transactions transactions;
    @Inject Agreements agreements;
    @Inject ReceiptProofs proofs;
    @Inject Press press;

    /** A draft: the content is the terms. */
    @POST
    public Response draft() {
        var caller = call.caller();
        var terms = call.content();
        return Responses.of(
                calls.perform(
                        caller,
                        () -> {
                            var draft = agreements.draft(caller.entity(), terms);
                            return Answer.of(201, draft)
                                    .withHeader(
                                            "Location",
                                            addressOf(caller)
                                                    + "/"
                                                    + draft.required("id").stringValue());
                        }));
    }

    private static String addressOf(Caller caller) {
        var path = caller.path();
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** A party's act: {@code {"act": "<JWS>"}}. */
    @POST
    @Path("/{id}/acts")
    public Response act(
            @PathParam("id") String id, @HeaderParam("Prefer") @Nullable String prefer) {
        var caller = call.caller();
        var jws = actIn(call.content());
        var answer =
                calls.perform(
                        caller,
                        () -> Answer.of(201, agreements.act(caller.entity(), known(id), jws)));
        return Responses.of(
                answer.answering(
                        proofs.beside(
                                caller.entity(), answer.body(), Optional.ofNullable(prefer))));
    }

    static String actIn(JsonNode content) {
        if (content instanceof ObjectNode object
                && object.size() == 1
                && object.path("act").isString()) {
            return object.path("act").stringValue();
        }
        throw Problem.of(KernelProblem.INVALID_CONTENT, "The content is {\"act\": \"<JWS>\"}.")
                .at("/act", "is the one member, a compact JWS");
    }

    /** The entity's own agreements. */
    @GET
    public Response list(@QueryParam("after") @Nullable String after) {
        var caller = call.caller();
        return Response.ok(
                        Page.toJson(
                                transactions.required(
                                        () ->
                                                agreements.list(
                                                        caller.entity(),
                                                        Optional.ofNullable(after)))))
                .build();
    }

    /** One of them, whole; printed, for who prefers that. */
    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, PDF})
    public Response agreement(
            @PathParam("id") String id,
            @QueryParam("version") @Nullable String version,
            @HeaderParam("Accept") @Nullable String accept) {
        var caller = call.caller();
        if (AcceptedTypes.prefers(
                accept, MediaType.valueOf(PDF), MediaType.APPLICATION_JSON_TYPE)) {
            var paper =
                    transactions.required(
                            () -> agreements.paper(caller.entity(), known(id), number(version)));
            // Outside the transaction: it takes a while.
            return Response.ok(press.print(caller.entity(), paper), PDF).build();
        }
        return Response.ok(
                        transactions.required(
                                () ->
                                        agreements.agreement(
                                                caller.entity(), known(id), number(version))),
                        MediaType.APPLICATION_JSON)
                .build();
    }

    /** What another version changes. */
    @GET
    @Path("/{id}/versions/{version}/comparison")
    public Response comparison(
            @PathParam("id") String id,
            @PathParam("version") String version,
            @QueryParam("with") @Nullable String with) {
        var caller = call.caller();
        var other =
                number(with)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                KernelProblem.INVALID_REQUEST,
                                                "'with' names the version to compare with."));
        return Response.ok(
                        transactions.required(
                                () ->
                                        agreements.comparison(
                                                caller.entity(),
                                                known(id),
                                                number(version).orElseThrow(),
                                                other)))
                .build();
    }

    private static OptionalInt number(@Nullable String version) {
        if (version == null) {
            return OptionalInt.empty();
        }
        if (!version.matches("[1-9][0-9]{0,4}")) {
            throw Problem.of(KernelProblem.INVALID_REQUEST, "'version' is no number of a version.");
        }
        return OptionalInt.of(Integer.parseInt(version));
    }

    /** The next version: the content is its terms. */
    @POST
    @Path("/{id}/versions")
    public Response amend(@PathParam("id") String id) {
        var caller = call.caller();
        var terms = call.content();
        return Responses.of(
                calls.perform(
                        caller,
                        () -> Answer.of(201, agreements.amend(caller.entity(), known(id), terms))));
    }

    /** Other terms for a text that is not open yet. */
    @POST
    @Path("/{id}/terms")
    public Response revise(@PathParam("id") String id) {
        var caller = call.caller();
        var content = call.content();
        return Responses.of(
                calls.perform(
                        caller,
                        () ->
                                Answer.of(
                                        200,
                                        agreements.revise(caller.entity(), known(id), content))));
    }

    /** To review, back, or open for signature. */
    @POST
    @Path("/{id}/stage")
    public Response move(@PathParam("id") String id) {
        var caller = call.caller();
        var content = call.content();
        return Responses.of(
                calls.perform(
                        caller,
                        () ->
                                Answer.of(
                                        200,
                                        agreements.move(caller.entity(), known(id), content))));
    }

    private static AgreementId known(String id) {
        return AgreementId.parse(id)
                .orElseThrow(
                        () -> Problem.of(KernelProblem.NOT_FOUND, "There is no such agreement."));
    }
}
