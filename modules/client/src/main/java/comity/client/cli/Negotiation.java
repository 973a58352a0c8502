package comity.client.cli;

import comity.client.ActDraft;
import comity.client.Comity;
import comity.client.wire.Agreement;
import comity.client.wire.Decision;
import comity.kernel.Json;
import comity.trust.TrustException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** From a refusal to an agreement. */
record Negotiation(Telling telling, List<Comity> askers) {

    /**
     * Tells it for the first who has no agreement with the issuer; where everyone has one, shows
     * it.
     *
     * @return who asks from here on
     */
    Comity tell() {
        var newcomer = askers.stream().filter(asker -> !decision(asker).permits()).findFirst();
        newcomer.ifPresentOrElse(this::negotiate, this::agreedBefore);
        return newcomer.orElse(askers.get(0));
    }

    private void negotiate(Comity asker) {
        if (!asker.equals(askers.get(0))) {
            screen().blank();
            screen().say(
                            "%s and %s have an agreement since a run before. This time %s asks."
                                    .formatted(issuer(), askers.get(0).entity(), asker.entity()));
        }
        refused(asker);
        agree(asker);
    }

    private void agreedBefore() {
        var first = askers.get(0);
        screen().step("%s and %s have an agreement in force.".formatted(issuer(), first.entity()));
        screen().say(
                        "They signed it in a run before, so the refusal without one and its"
                                + " signing are not told again.");
        var decision = decision(first);
        telling.decision(decision);
        Optional.ofNullable(decision.agreement())
                .map(first::agreement)
                .ifPresent(
                        agreement -> {
                            screen().fact("terms", Words.brief(agreement.termsDigest()));
                            screen().check(
                                            "in-force".equals(agreement.state()),
                                            "The agreement is in force.");
                        });
    }

    private Decision decision(Comity asker) {
        return asker.rehearse(telling.request(asker)).answers().stream()
                .filter(part -> part.issuer().equals(issuer()))
                .findFirst()
                .orElseThrow(
                        () -> new TrustException("rehearsal-empty", "The node decided nothing."))
                .decision();
    }

    private void refused(Comity asker) {
        screen().step(
                        "%s asks about the same person, to recruit, and is refused."
                                .formatted(asker.entity()));
        var exchange = asker.ask(telling.request(asker));
        screen().check(exchange.refused(), "Nothing is disclosed without an agreement.");
        Optional.ofNullable(exchange.detail()).ifPresent(screen()::say);
        for (var answer : exchange.answers()) {
            telling.decision(answer.decision());
            screen().check(answer.records().isEmpty(), "No record is in the refusal.");
            telling.receipted(asker, answer);
        }
        screen().say("The refusal says nothing about the person: anybody's would be the same.");
    }

    private void agree(Comity asker) {
        screen().step("%s and %s sign an agreement.".formatted(issuer(), asker.entity()));
        var terms = terms(asker);
        var digest = Comity.digestOf(terms);
        var draft = telling.issuer().draft(terms);
        screen().fact("title", terms.path("title").asString(""));
        screen().fact("agreement", draft.id() + ", version " + draft.version());
        screen().fact("terms", "digest " + Words.brief(digest));
        screen().check(
                        draft.termsDigest().equals(digest),
                        "The node has the very terms that were drafted: the digest is the same.");
        sign(telling.issuer(), draft, digest, "Head of Human Resources, " + issuer());
        // The other party signs what it has read itself, not what it is told.
        var read = asker.agreement(draft.id()).terms();
        var readDigest = read == null ? "" : Comity.digestOf(read);
        screen().check(
                        readDigest.equals(digest),
                        "%s read the same terms before it signed.".formatted(asker.entity()));
        sign(asker, draft, readDigest, "Director of Personnel, " + asker.entity());
        screen().check(
                        decision(asker).permits(),
                        "A rehearsal says that the agreement now permits the exchange.");
    }

    private void sign(Comity party, Agreement draft, String digest, String signatory) {
        var acted = party.act(ActDraft.sign(draft.id(), draft.version(), digest, signatory));
        screen().fact("signed by", signatory);
        telling.receipted(party, acted);
    }

    private ObjectNode terms(Comity asker) {
        var from = telling.today();
        var terms = Json.object();
        terms.put("title", "Reuse of background verifications").put("area", "human-resources");
        terms.putArray("parties").add(issuer()).add(asker.entity());
        terms.putArray("recordTypes").add(Telling.TYPE);
        terms.putArray("purposes").add(Telling.PURPOSE);
        var category = terms.putArray("categories").addObject();
        category.put("name", "What was verified, up to confidential");
        category.putArray("pointers").add("/subject").add("/elements");
        category.put("ceiling", "confidential");
        category.putArray("legalBases").add("consent");
        terms.put("retention", "P1Y").put("onwardSharing", "prohibited");
        terms.put("commercialUse", "prohibited").put("reidentification", "prohibited");
        terms.put("breachNoticeHours", 72).put("accession", "closed");
        terms.putObject("term")
                .put("from", from.toString())
                .put("until", from.plusYears(2).toString());
        return terms;
    }

    private Screen screen() {
        return telling.screen();
    }

    private String issuer() {
        return telling.issuer().entity();
    }
}
