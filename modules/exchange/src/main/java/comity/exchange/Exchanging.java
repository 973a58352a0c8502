package comity.exchange;

import comity.agreements.AgreementObserver;
import comity.agreements.Agreements;
import comity.agreements.Mandates;
import comity.exchange.notice.Notices;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
import comity.kernel.persistence.Transactions;
import comity.ledger.Ledger;
import comity.ledger.Receipts;
import comity.parties.KeptKeys;
import comity.parties.Parties;
import comity.schema.Schemas;
import comity.trust.vault.NodeKeys;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Puts the parts of this module together: its front doors share how records are found, sealed and
 * logged.
 */
public final class Exchanging {

    private final Records records;
    private final Exchanges exchanges;
    private final Approvals approvals;
    private final Feeds feeds;
    private final Mandated mandated;
    private final ApprovalNotices approvalNotices;

    public Exchanging(
            EntityManager database,
            Transactions transactions,
            ExchangeSettings settings,
            RecordTypes types,
            Schemas schemas,
            Purposes purposes,
            Parties parties,
            Agreements agreements,
            Mandates mandates,
            Ledger ledger,
            Receipts receipts,
            StatusLists statusLists,
            Notices notices,
            KeptKeys keptKeys,
            NodeKeys keys,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        var seal = new ExchangeSeal(keys.envelope());
        var evidence = new Evidence(ledger, receipts);
        var sealed = new SealedRecords(seal);
        var subjects = new SubjectSearch(database, keys.subjectIndex());
        mandated = new Mandated(mandates, clock);
        var copies = new HeldCopies(database);
        records =
                new Records(
                        database,
                        mandated,
                        new NodeSigning(
                                types, parties, keptKeys, statusLists, mandated, ids, random),
                        new Publications(types, parties, mandated),
                        sealed,
                        subjects,
                        copies,
                        statusLists,
                        notices,
                        evidence,
                        seal,
                        clock,
                        ids);
        var questions = new Questions(types, schemas, parties, purposes, mandated);
        var presentations = new Presentations(database, sealed, copies);
        var waiting = new WaitingAnswers(database, presentations, seal);
        exchanges =
                new Exchanges(
                        database,
                        agreements,
                        types,
                        questions,
                        mandated,
                        subjects,
                        new Answering(presentations, waiting, evidence, settings.approvalWithin()),
                        new ExchangeViews(
                                database,
                                agreements,
                                types,
                                questions,
                                presentations,
                                waiting,
                                seal,
                                clock),
                        new Reliances(database, evidence, seal, clock, ids),
                        evidence,
                        seal,
                        clock,
                        ids);
        approvals =
                new Approvals(
                        database,
                        agreements,
                        mandated,
                        types,
                        questions,
                        presentations,
                        waiting,
                        evidence,
                        notices,
                        seal,
                        clock);
        feeds = new Feeds(notices, mandated, approvals, seal, clock);
        approvalNotices =
                new ApprovalNotices(database, transactions, types, waiting, notices, seal, clock);
    }

    /** Publishing, and what becomes of a record. */
    public Records records() {
        return records;
    }

    /** What tells entities of their agreements: apart from the rest, which needs those. */
    public static AgreementObserver agreementNotices(EntityManager database, Notices notices) {
        return new AgreementNotices(new HeldCopies(database), notices);
    }

    /** Asking, and what becomes of an answer. */
    public Exchanges exchanges() {
        return exchanges;
    }

    /** What awaits an issuer's approval. */
    public Approvals approvals() {
        return approvals;
    }

    /** What entities are told. */
    public Feeds feeds() {
        return feeds;
    }

    /** Who may act for whom, for what is kept for a retry. */
    public Mandated mandated() {
        return mandated;
    }

    /** What the clock tells of approvals. */
    public ApprovalNotices approvalNotices() {
        return approvalNotices;
    }
}
