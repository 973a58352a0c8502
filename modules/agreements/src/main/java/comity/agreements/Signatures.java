package comity.agreements;

import comity.agreements.decision.AgreementId;
import comity.agreements.decision.AgreementVersion;
import comity.agreements.decision.SignedAgreement;
import comity.agreements.decision.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who signed a text, from the acts on it. */
final class Signatures {

    private Signatures() {}

    /** The acts' signatures under the agreement's version. */
    static SignedAgreement of(Agreement agreement, Terms terms, List<Act> acts) {
        Map<String, Instant> signedAt =
                acts.stream()
                        .filter(act -> act.act.equals("sign") && act.version == agreement.version)
                        .collect(Collectors.toMap(act -> act.entity, act -> act.at));
        return new SignedAgreement(
                new AgreementVersion(new AgreementId(agreement.id), agreement.version),
                terms,
                signedAt);
    }
}
