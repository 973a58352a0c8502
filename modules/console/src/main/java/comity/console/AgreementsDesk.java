package comity.console;

import comity.agreements.Agreements;
import comity.agreements.decision.ActKind;
import comity.agreements.decision.AgreementId;
import comity.documents.Composition;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.KeptKeys;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** The agreements of the officer's entity, and its acts on them by the key that the node keeps. */
public final class AgreementsDesk {

    private static final Role[] READERS = {
        Role.ADMINISTRATOR,
        Role.DATA_PROTECTION_OFFICER,
        Role.SIGNATORY,
        Role.LEGAL_OFFICER,
        Role.VERIFICATION_OFFICER,
        Role.AUDITOR
    };

    /**
     * What an officer does to the text that was shown.
     *
     * @param termsDigest of what was shown: another text under the same number is not acted on
     * @param signatory who signs, in what office: one line
     * @param reservation of a signature: what it takes out of the terms
     * @param accession of a countersignature and an objection: what it answers
     */
    public record Intent(
            String id,
            int version,
            String termsDigest,
            ActKind act,
            String signatory,
            Optional<ObjectNode> reservation,
            Optional<Accession> accession) {}

    private final Transactions transactions;
    private final Agreements agreements;
    private final ActSigner signer;

    public AgreementsDesk(
            Transactions transactions,
            Agreements agreements,
            KeptKeys keptKeys,
            InstantSource clock,
            Ids ids) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.signer = new ActSigner(keptKeys, clock, ids);
    }

    /** Whether the officer may read them. */
    public boolean isOpenTo(Officer officer) {
        return officer.is(READERS);
    }

    /** The entity's own and those open to it, as docs/protocol.md, section 8 lists them. */
    public Page<ObjectNode> list(Officer officer, Optional<String> after) {
        officer.require(READERS);
        return transactions.required(() -> agreements.list(officer.entity(), after));
    }

    /**
     * One of them, whole.
     *
     * @param version the one that is in force, or the latest, if empty
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode agreement(Officer officer, String id, OptionalInt version) {
        officer.require(READERS);
        var known = known(id);
        return transactions.required(() -> agreements.agreement(officer.entity(), known, version));
    }

    /**
     * One version as people read it, ready to be printed.
     *
     * @throws Problem as {@link #agreement}
     */
    public Composition paper(Officer officer, String id, int version) {
        officer.require(READERS);
        var known = known(id);
        return transactions.required(
                () -> agreements.paper(officer.entity(), known, OptionalInt.of(version)));
    }

    /**
     * What one version changes of another, as docs/protocol.md, section 8 has it.
     *
     * @throws Problem as {@link #agreement}
     */
    public ObjectNode comparison(Officer officer, String id, int version, int with) {
        officer.require(READERS);
        var known = known(id);
        return transactions.required(
                () -> agreements.comparison(officer.entity(), known, version, with));
    }

    /** The title of a version; empty if the officer may not see it. */
    public Optional<String> title(Officer officer, String id, int version) {
        if (!isOpenTo(officer)) {
            return Optional.empty();
        }
        try {
            var found = agreement(officer, id, OptionalInt.of(version));
            return Optional.of(found.required("title").stringValue());
        } catch (Problem absent) {
            return Optional.empty();
        }
    }

    private static AgreementId known(String id) {
        return AgreementId.parse(id).orElseThrow(() -> absent("There is no such agreement."));
    }

    /** Whether the officer may act for the entity. */
    public boolean maySign(Officer officer) {
        return officer.is(Role.SIGNATORY);
    }

    /**
     * The thumbprint of the key by which the node signs the entity's acts; empty if it has none.
     */
    public Optional<String> signingKey(Officer officer) {
        officer.require(READERS);
        return transactions.required(() -> signer.thumbprint(officer.entity()));
    }

    /**
     * Signs an act with the key that the node keeps for the officer's entity, and hands it in: the
     * front door takes it as it would from the entity's own system.
     *
     * @return as {@link Agreements#act}
     * @throws Problem as {@link Agreements#act}, or {@link KernelProblem#NOT_FOUND} if the node
     *     keeps no such key
     */
    public ObjectNode act(Officer officer, Intent intent) {
        officer.require(Role.SIGNATORY);
        var entity = officer.entity();
        var known = known(intent.id());
        var act = Json.object();
        act.put("agreement", known.toString());
        act.put("version", intent.version());
        act.put("termsDigest", intent.termsDigest());
        act.put("act", intent.act().code());
        act.put("signatory", intent.signatory());
        intent.reservation().ifPresent(each -> act.putArray("reservations").add(each));
        intent.accession()
                .ifPresent(
                        each ->
                                act.putObject("accession")
                                        .put("entity", each.entity())
                                        .put("jti", each.jti()));
        return transactions.required(() -> agreements.act(entity, known, signer.sign(entity, act)));
    }

    private static Problem absent(String sentence) {
        return Problem.of(KernelProblem.NOT_FOUND, sentence);
    }
}
