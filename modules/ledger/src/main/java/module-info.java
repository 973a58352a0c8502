/**
 * The append-only log of every act, its checkpoints and proofs, and the receipts that promise
 * inclusion.
 */
module comity.ledger {
    requires transitive comity.kernel;
    requires transitive comity.trust;
    requires static org.jspecify;
    requires static jakarta.annotation;
    requires static jakarta.cdi;
    requires static jakarta.concurrency;
    requires static jakarta.inject;
    requires static transitive jakarta.ws.rs;
    requires static microprofile.health.api;

    exports comity.ledger;
}
