package comity.console;

import comity.agreements.AgreementsProblem;
import comity.agreements.Mandates;
import comity.agreements.decision.AgreementId;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.KeptKeys;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import comity.schema.RecordSchema;
import comity.schema.Schemas;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mandates that the officer's entity granted and those that it holds, and its word on them by
 * the key that the node keeps.
 */
public final class MandatesDesk {

    private static final Role[] READERS = {
        Role.ADMINISTRATOR,
        Role.DATA_PROTECTION_OFFICER,
        Role.SIGNATORY,
        Role.LEGAL_OFFICER,
        Role.VERIFICATION_OFFICER,
        Role.AUDITOR
    };

    private final Transactions transactions;
    private final Mandates mandates;
    private final Schemas schemas;
    private final ActSigner signer;
    private final InstantSource clock;

    public MandatesDesk(
            Transactions transactions,
            Mandates mandates,
            Schemas schemas,
            KeptKeys keptKeys,
            InstantSource clock,
            Ids ids) {
        this.transactions = transactions;
        this.mandates = mandates;
        this.schemas = schemas;
        this.signer = new ActSigner(keptKeys, clock, ids);
        this.clock = clock;
    }

    /** Whether the officer may read them. */
    public boolean isOpenTo(Officer officer) {
        return officer.is(READERS);
    }

    /** Whether the officer may grant and revoke for the entity. */
    public boolean maySign(Officer officer) {
        return officer.is(Role.SIGNATORY);
    }

    /** Demands it. */
    public void requireSignatory(Officer officer) {
        officer.require(Role.SIGNATORY);
    }

    /** The thumbprint of the key by which the node signs for the entity; empty if it has none. */
    public Optional<String> signingKey(Officer officer) {
        officer.require(READERS);
        return transactions.required(() -> signer.thumbprint(officer.entity()));
    }

    /** Those of the entity, as client or as centre, the oldest first. */
    public Page<ObjectNode> list(Officer officer, Optional<String> after) {
        officer.require(READERS);
        return transactions.required(() -> mandates.list(officer.entity(), after));
    }

    /**
     * One of them.
     *
     * @return as {@link Mandates#mandate}
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode mandate(Officer officer, String id) {
        officer.require(READERS);
        var known = known(id);
        return transactions.required(() -> mandates.mandate(officer.entity(), known));
    }

    /** How one stands today. */
    public MandateStanding standing(ObjectNode mandate) {
        return MandateStanding.of(mandate, today());
    }

    /** The day that it is, in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The names of the record types that there are. */
    public List<String> types() {
        return schemas.recordTypes().stream().map(RecordSchema::name).sorted().toList();
    }

    /**
     * The digest that would be signed to grant a mandate on these terms.
     *
     * @throws Problem as {@link Mandates#rehearse}
     */
    public String digest(Officer officer, ObjectNode terms) {
        officer.require(Role.SIGNATORY);
        return transactions.required(() -> mandates.rehearse(officer.entity(), terms));
    }

    /**
     * Drafts a mandate and grants it, both or neither.
     *
     * @param terms the officer's entity is the client
     * @param digest of the terms as they were shown
     * @param signatory who signs, in what office: one line
     * @return the id of the mandate
     * @throws Problem as {@link Mandates#draft} and {@link Mandates#act}
     */
    public String grant(Officer officer, ObjectNode terms, String digest, String signatory) {
        officer.require(Role.SIGNATORY);
        return transactions.required(
                () -> {
                    var draft = mandates.draft(officer.entity(), terms);
                    var id = draft.required("id").stringValue();
                    act(officer, id, digest, "grant", signatory);
                    return id;
                });
    }

    /**
     * Grants a mandate that was drafted, or revokes one.
     *
     * @param digest of the terms that were shown
     * @param act {@code grant} or {@code revoke}
     * @param signatory who signs, in what office: one line
     * @throws Problem as {@link Mandates#act}; {@link AgreementsProblem#ACT_ELSEWHERE} if the
     *     officer's entity is not the client
     */
    public void act(Officer officer, String id, String digest, String act, String signatory) {
        officer.require(Role.SIGNATORY);
        var known = known(id);
        var payload = Json.object();
        payload.put("mandate", known.toString());
        payload.put("termsDigest", digest);
        payload.put("act", act);
        payload.put("signatory", signatory);
        transactions.required(
                () ->
                        mandates.act(
                                officer.entity(), known, signer.sign(officer.entity(), payload)));
    }

    private static AgreementId known(String id) {
        return AgreementId.parse(id)
                .orElseThrow(
                        () -> Problem.of(KernelProblem.NOT_FOUND, "There is no such mandate."));
    }
}
