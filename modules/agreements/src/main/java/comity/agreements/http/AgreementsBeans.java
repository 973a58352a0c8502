package comity.agreements.http;

import comity.agreements.AgreementObserver;
import comity.agreements.Agreements;
import comity.agreements.Mandates;
import comity.agreements.Reminders;
import comity.agreements.paper.AgreementPaper;
import comity.agreements.sensitivity.ScaleProposals;
import comity.agreements.sensitivity.ScaleReach;
import comity.agreements.sensitivity.Scales;
import comity.documents.Press;
import comity.kernel.Ids;
import comity.kernel.NodeMode;
import comity.kernel.persistence.AfterCommit;
import comity.kernel.persistence.Transactions;
import comity.ledger.Ledger;
import comity.ledger.ReceiptProofs;
import comity.ledger.Receipts;
import comity.parties.Parties;
import comity.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** Makes the front door of this module for the container. */
@ApplicationScoped
public class AgreementsBeans {

    @Produces
    @Singleton
    Agreements agreements(
            EntityManager database,
            AfterCommit afterCommit,
            Schemas schemas,
            Parties parties,
            Ledger ledger,
            Receipts receipts,
            Instance<AgreementObserver> observers,
            InstantSource clock,
            Ids ids) {
        return new Agreements(
                database, afterCommit, schemas, parties, ledger, receipts, observers, clock, ids);
    }

    @Produces
    @Singleton
    Press press(NodeMode mode) {
        // A sheet of paper leaves the node, and does not show where it came from.
        return mode == NodeMode.SANDBOX ? Press.stamping(AgreementPaper::fictional) : new Press();
    }

    @Produces
    @Singleton
    Reminders reminders(
            EntityManager database,
            Transactions transactions,
            Agreements agreements,
            Instance<AgreementObserver> observers,
            InstantSource clock) {
        return new Reminders(database, transactions, agreements, observers, clock);
    }

    @Produces
    @Singleton
    Mandates mandates(
            EntityManager database,
            Schemas schemas,
            Parties parties,
            Ledger ledger,
            Receipts receipts,
            InstantSource clock,
            Ids ids) {
        return new Mandates(database, schemas, parties, ledger, receipts, clock, ids);
    }

    @Produces
    @Singleton
    Scales scales(
            EntityManager database,
            Schemas schemas,
            Agreements agreements,
            Instance<ScaleReach> reaches,
            InstantSource clock) {
        return new Scales(database, schemas, agreements::inForce, reaches, clock);
    }

    @Produces
    @Singleton
    ScaleProposals scaleProposals(
            EntityManager database,
            Scales scales,
            Ledger ledger,
            Agreements agreements,
            InstantSource clock,
            Ids ids) {
        return new ScaleProposals(database, scales, ledger, agreements::renew, clock, ids);
    }

    @Produces
    @Singleton
    ReceiptProofs proofs(Ledger ledger) {
        return new ReceiptProofs(ledger);
    }
}
