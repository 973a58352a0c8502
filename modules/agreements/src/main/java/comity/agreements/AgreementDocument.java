package comity.agreements;

import comity.agreements.decision.SignedAgreement;
import comity.agreements.decision.Terms;
import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** An agreement with its acts, as its parties see it. */
record AgreementDocument(Agreement agreement, Terms terms, List<Act> acts) {

    static AgreementDocument of(Agreement agreement, List<Act> acts) {
        var json = Json.read(agreement.terms.getBytes(StandardCharsets.UTF_8));
        return new AgreementDocument(agreement, Terms.of(json), acts);
    }

    /** A line of a list: everything but the terms and the acts. */
    ObjectNode summary(Instant at) {
        var signed = Signatures.of(agreement, terms, acts);
        var json = Json.object();
        json.put("id", agreement.id.toString());
        json.put("version", agreement.version);
        json.put("termsDigest", agreement.termsDigest);
        json.put("title", terms.title());
        json.put("area", terms.area());
        json.put("state", state(signed, at));
        json.put("draftedBy", agreement.drafter);
        json.put("draftedAt", agreement.draftedAt.toString());
        var parties = json.putArray("parties");
        for (var entity : terms.parties()) {
            var party = parties.addObject().put("entity", entity);
            var signedAt = signed.signedAt().get(entity);
            if (signedAt != null) {
                party.put("signedAt", signedAt.toString());
            }
        }
        return json;
    }

    /** Everything. */
    ObjectNode whole(Instant at) {
        var json = summary(at);
        json.set("terms", Json.read(agreement.terms.getBytes(StandardCharsets.UTF_8)));
        var list = json.putArray("acts");
        for (var act : acts) {
            list.addObject()
                    .put("act", act.act)
                    .put("entity", act.entity)
                    .put("version", act.version)
                    .put("at", act.at.toString())
                    .put("jws", act.jws)
                    .put("leaf", act.leaf);
        }
        return json;
    }

    private String state(SignedAgreement signed, Instant at) {
        if (signed.signedAt().isEmpty()) {
            return "draft";
        }
        if (!at.isBefore(terms.term().ends())) {
            return "expired";
        }
        if (signed.signedAt().size() < 2) {
            return "partly-signed";
        }
        return at.isBefore(terms.term().begins()) ? "signed" : "in-force";
    }
}
