package comity.agreements.http;

import comity.agreements.Agreements;
import comity.kernel.Ids;
import comity.kernel.persistence.AfterCommit;
import comity.ledger.Ledger;
import comity.ledger.ReceiptProofs;
import comity.ledger.Receipts;
import comity.parties.Parties;
import comity.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
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
            InstantSource clock,
            Ids ids) {
        return new Agreements(
                database, afterCommit, schemas, parties, ledger, receipts, clock, ids);
    }

    @Produces
    @Singleton
    ReceiptProofs proofs(Ledger ledger) {
        return new ReceiptProofs(ledger);
    }
}
