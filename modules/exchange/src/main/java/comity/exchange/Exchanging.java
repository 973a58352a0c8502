package comity.exchange;

import comity.agreements.AgreementObserver;
import comity.agreements.Agreements;
import comity.agreements.Mandates;
import comity.exchange.notice.Notices;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
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
 * Puts the parts of this module together: its two front doors share how records are found, sealed
 * and logged.
 */
public final class Exchanging {

    private final Records records;
    private final Exchanges exchanges;

    public Exchanging(
            EntityManager database,
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
        var mandated = new Mandated(mandates, clock);
        var copies = new HeldCopies(database);
        records =
                new Records(
                        database,
                        new NodeSigning(types, parties, keptKeys, statusLists, ids, random),
                        new Publications(types, parties),
                        sealed,
                        subjects,
                        copies,
                        statusLists,
                        notices,
                        evidence,
                        seal,
                        clock,
                        ids);
        exchanges =
                new Exchanges(
                        database,
                        agreements,
                        types,
                        new Questions(types, schemas, parties, purposes, mandated),
                        mandated,
                        subjects,
                        new Presentations(database, sealed, copies),
                        new Reliances(database, evidence, seal, clock, ids),
                        evidence,
                        seal,
                        clock,
                        ids);
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
}
