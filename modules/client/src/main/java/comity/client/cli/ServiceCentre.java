package comity.client.cli;

import comity.client.Comity;
import comity.client.ProblemException;
import comity.client.SavedAnswer;
import comity.client.wire.Exchange;
import comity.client.wire.Mandate;
import comity.kernel.Json;
import comity.trust.TrustException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A shared-service centre asks for its client, as long as the client lets it. */
record ServiceCentre(Telling telling, Comity client, Comity centre) {

    private static final String SIGNATORY = "Director of Personnel, ";

    /** Tells it. */
    void tell() {
        var terms = terms();
        var mandate = granted(terms);
        asks(mandate);
        revoked(mandate, terms);
    }

    private Mandate granted(ObjectNode terms) {
        screen().step(
                        "%s lets %s, a shared-service centre, ask for it."
                                .formatted(client.entity(), centre.entity()));
        var drafted = centre.draftMandate(terms);
        screen().fact("mandate", drafted.id());
        screen().fact("lets it", "ask, for records of the type " + Telling.TYPE);
        screen().fact("until", terms.at("/term/until").stringValue());
        screen().check(
                        Comity.digestOf(terms).equals(drafted.termsDigest()),
                        "The node has the very terms that %s signs.".formatted(client.entity()));
        var granted = act(drafted, terms, "grant");
        screen().check("granted".equals(granted.state()), "The mandate is granted.");
        return granted;
    }

    private Mandate act(Mandate mandate, ObjectNode terms, String act) {
        var signatory = SIGNATORY + client.entity();
        var acted = client.actOnMandate(mandate.id(), Comity.digestOf(terms), act, signatory);
        screen().fact("signed by", signatory);
        telling.receipted(client, acted);
        return acted;
    }

    private void asks(Mandate mandate) {
        screen().step(
                        "%s asks for %s, and gets what %s's agreement permits."
                                .formatted(centre.entity(), client.entity(), client.entity()));
        var request = telling.request(client).onBehalfOf(client.entity());
        var exchange = centre.ask(request);
        var id = Objects.requireNonNull(exchange.exchange(), "the exchange has no id");
        screen().fact("exchange", id);
        for (var answer : exchange.answers()) {
            telling.decision(answer.decision());
            screen().check(answer.records().size() == 1, "The one record of the person came.");
            screen().check(
                            names(answer.opening(), "asker", client.entity())
                                    && names(answer.opening(), "centre", centre.entity())
                                    && names(answer.opening(), "mandate", mandate.id()),
                            "The log entry names %s, for which was asked, %s, which asked, and the"
                                            .formatted(client.entity(), centre.entity())
                                    + " mandate.");
        }
        screen().say("%s checks all of it offline:".formatted(centre.entity()));
        screen().findings(SavedAnswer.of(centre.save(request, exchange).toJson()).check());
        screen().check(
                        records(client.exchange(id)) == records(exchange),
                        "%s sees all of it, as its own.".formatted(client.entity()));
        screen().check(
                        "not-found".equals(refusal(() -> centre.exchange(id))),
                        "%s sees it for its client only, not as its own."
                                .formatted(centre.entity()));
    }

    private void revoked(Mandate mandate, ObjectNode terms) {
        screen().step(
                        "%s takes its word back: the next request of %s for it is refused."
                                .formatted(client.entity(), centre.entity()));
        var revoked = act(mandate, terms, "revoke");
        screen().check("revoked".equals(revoked.state()), "The mandate is revoked.");
        var behalf = centre.onBehalfOf(client.entity());
        screen().check(
                        "mandate-missing"
                                .equals(refusal(() -> behalf.ask(telling.request(client)))),
                        "Asking again is refused, as no mandate covers it.");
    }

    /** The slug of the refusal that the node signed. */
    private static String refusal(Runnable call) {
        try {
            call.run();
        } catch (ProblemException refused) {
            return refused.authentic() ? refused.slug() : "";
        }
        throw new TrustException("not-refused", "The node carried out what it should refuse.");
    }

    private static int records(Exchange exchange) {
        return exchange.answers().stream().mapToInt(answer -> answer.records().size()).sum();
    }

    private static boolean names(@Nullable JsonNode opening, String member, String value) {
        return opening != null && opening.path(member).path("value").asString("").equals(value);
    }

    private ObjectNode terms() {
        var from = telling.today();
        var terms = Json.object();
        terms.put("client", client.entity()).put("centre", centre.entity());
        terms.putArray("recordTypes").add(Telling.TYPE);
        terms.putArray("acts").add("ask");
        terms.putObject("term")
                .put("from", from.toString())
                .put("until", from.plusYears(1).toString());
        return terms;
    }

    private Screen screen() {
        return telling.screen();
    }
}
