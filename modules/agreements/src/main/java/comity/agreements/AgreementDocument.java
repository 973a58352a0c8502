package comity.agreements;

import comity.agreements.decision.AgreementVersion;
import comity.agreements.decision.Binding;
import comity.agreements.decision.InForce;
import comity.agreements.decision.SensitivityClasses;
import comity.agreements.decision.SignedAgreement;
import comity.kernel.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** An agreement with the versions and acts that one entity may see. */
final class AgreementDocument {

    private final Agreement agreement;
    private final Map<AgreementText, SignedAgreement> texts = new LinkedHashMap<>();
    private final List<Act> acts;
    private final InForce joined;

    /**
     * @param texts at least one, in the order of versions
     * @param acts on them, in the order of time
     */
    AgreementDocument(Agreement agreement, List<AgreementText> texts, List<Act> acts) {
        this.agreement = agreement;
        this.acts = acts;
        var signed = KeptAgreements.signed(texts, acts);
        for (int i = 0; i < texts.size(); i++) {
            this.texts.put(texts.get(i), signed.get(i));
        }
        this.joined = InForce.of(0, new SensitivityClasses(List.of()), signed);
    }

    /** The version that is in force between any two; the latest where there is none. */
    AgreementText current(Instant at) {
        AgreementText current = texts.keySet().iterator().next();
        boolean found = false;
        for (var text : texts.keySet()) {
            boolean inForce = stateOf(text, at).equals("in-force");
            if (inForce || !found) {
                current = text;
                found |= inForce;
            }
        }
        return current;
    }

    /** A line of a list: everything but the terms and the acts. */
    ObjectNode summary(Instant at) {
        var text = current(at);
        var json = line(text, at);
        var versions = json.putArray("versions");
        for (var each : texts.keySet()) {
            versions.addObject()
                    .put("version", each.version)
                    .put("termsDigest", each.termsDigest)
                    .put("state", stateOf(each, at));
        }
        return json;
    }

    private ObjectNode line(AgreementText text, Instant at) {
        var signed = signed(text);
        var json = Json.object();
        json.put("id", agreement.id.toString());
        json.put("version", text.version);
        json.put("termsDigest", text.termsDigest);
        json.put("title", signed.terms().title());
        json.put("area", signed.terms().area());
        json.put("state", stateOf(text, at));
        json.put("draftedBy", text.drafter);
        json.put("draftedAt", text.draftedAt.toString());
        var entities = new TreeSet<>(signed.signatures().keySet());
        signed.terms().parties().forEach(entities::remove);
        var parties = json.putArray("parties");
        for (var entity : signed.terms().parties()) {
            parties.add(party(entity, signed));
        }
        for (var entity : entities) {
            parties.add(party(entity, signed).put("acceded", true));
        }
        Calendar.of(signed.terms(), at).addTo(json);
        return json;
    }

    private static ObjectNode party(String entity, SignedAgreement signed) {
        var party = Json.object().put("entity", entity);
        var signature = signed.signatures().get(entity);
        if (signature != null) {
            party.put("signedAt", signature.at().toString());
        }
        return party;
    }

    /**
     * Everything of one version.
     *
     * @param viewer whose pairs are told
     */
    ObjectNode whole(AgreementText text, String viewer, Instant at) {
        var json = summary(at);
        json.setAll(line(text, at));
        json.set("terms", text.json());
        var pairs = json.putArray("pairs");
        for (var other : new TreeSet<>(signed(text).signatures().keySet())) {
            if (!other.equals(viewer) && signed(text).signatures().containsKey(viewer)) {
                var pair = pairs.addObject().put("with", other);
                pair.put("state", pairState(text.id(), viewer, other, at));
                signed(text)
                        .between(viewer, other)
                        .ifPresent(binding -> pair.put("since", binding.since().toString()));
            }
        }
        var list = json.putArray("acts");
        for (var act : acts) {
            var line = list.addObject();
            line.put("act", act.act);
            line.put("entity", act.entity);
            line.put("version", act.version);
            if (!act.accession.isEmpty()) {
                line.put("accession", act.accession);
            }
            line.put("at", act.at.toString());
            line.put("jws", act.jws);
            line.put("leaf", act.leaf);
        }
        return json;
    }

    private SignedAgreement signed(AgreementText text) {
        var signed = texts.get(text);
        if (signed == null) {
            throw new IllegalArgumentException("version " + text.version + " is not of this");
        }
        return signed;
    }

    /** How far a version has come. */
    String stateOf(AgreementText text, Instant at) {
        var signed = signed(text);
        var signers = List.copyOf(signed.signatures().keySet());
        if (signers.isEmpty()) {
            return text.stage;
        }
        var states = new TreeSet<String>();
        for (int i = 0; i < signers.size(); i++) {
            for (int j = 0; j < i; j++) {
                states.add(pairState(text.id(), signers.get(i), signers.get(j), at));
            }
        }
        for (var state : List.of("in-force", "suspended", "ended", "expired", "superseded")) {
            if (states.contains(state)) {
                return state;
            }
        }
        if (!at.isBefore(signed.terms().term().ends())) {
            return "expired";
        }
        return signers.size() < 2 ? "partly-signed" : "signed";
    }

    private String pairState(AgreementVersion version, String one, String other, Instant at) {
        var latest = Binding.latest(joined.between(one, other), one, other, at);
        for (var binding : latest) {
            if (binding.version().number() > version.number()) {
                return "superseded";
            }
            if (binding.version().equals(version)) {
                return stateOf(binding, at);
            }
        }
        return "waiting";
    }

    private static String stateOf(Binding binding, Instant at) {
        if (!at.isBefore(binding.ended())) {
            return "ended";
        }
        if (binding.isOverAt(at)) {
            return "expired";
        }
        return binding.isSuspendedAt(at) ? "suspended" : "in-force";
    }
}
