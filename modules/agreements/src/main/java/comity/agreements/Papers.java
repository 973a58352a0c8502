package comity.agreements;

import comity.agreements.decision.Terms;
import comity.agreements.paper.PaperFacts;
import comity.kernel.Json;
import comity.parties.Entity;
import comity.parties.Parties;
import comity.trust.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What is printed of a version, from its rows. */
final class Papers {

    private Papers() {}

    static PaperFacts facts(AgreementText text, List<Act> acts, Parties parties) {
        var terms = Terms.of(text.json());
        var names = new TreeMap<String, String>();
        for (var codes : List.of(terms.parties(), terms.eligible())) {
            for (var code : codes) {
                names.put(code, parties.entity(code).map(Entity::name).orElse(code));
            }
        }
        return new PaperFacts(
                text.agreement,
                text.version,
                text.termsDigest,
                text.json(),
                text.drafter,
                text.draftedAt,
                names,
                acts.stream()
                        .filter(
                                act ->
                                        act.version == text.version
                                                || act.kind().affectsEveryVersion())
                        .map(Papers::done)
                        .toList());
    }

    private static PaperFacts.Done done(Act act) {
        var reservations = new ArrayList<String>();
        Json.read(act.reservations.getBytes(StandardCharsets.UTF_8))
                .forEach(
                        each ->
                                reservations.add(
                                        new String(Json.write(each), StandardCharsets.UTF_8)));
        return new PaperFacts.Done(
                act.act, act.entity, signatory(act), act.accession, act.at, act.leaf, reservations);
    }

    /** The JWS was verified when the act was accepted. */
    private static String signatory(Act act) {
        var payload = Json.read(Base64Url.decode(act.jws.split("\\.", -1)[1]));
        return payload.path("signatory").stringValue("");
    }
}
