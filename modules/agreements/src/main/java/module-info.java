/** Sensitivity classes, the terms that entities sign, and the decision what may be disclosed. */
module comity.agreements {
    requires transitive comity.kernel;
    requires transitive comity.schema;
    requires transitive comity.parties;
    requires transitive comity.documents;
    requires comity.ledger;
    requires comity.trust;
    requires static org.jspecify;
    requires static jakarta.persistence;
    requires static jakarta.annotation;
    requires static jakarta.cdi;
    requires static jakarta.concurrency;
    requires static jakarta.inject;
    requires static jakarta.ws.rs;

    exports comity.agreements;
    exports comity.agreements.decision;
    exports comity.agreements.sensitivity;
    exports comity.agreements.template;

    // Jakarta Persistence reads and writes the fields of entities.
    opens comity.agreements;
    opens comity.agreements.sensitivity;
}
