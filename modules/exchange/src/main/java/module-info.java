/**
 * Records, exchanges, reliance, notices and status lists; publishes the extension point {@code
 * RecordType}.
 */
module comity.exchange {
    requires transitive comity.agreements;
    requires transitive comity.kernel;
    requires transitive comity.ledger;
    requires transitive comity.parties;
    requires transitive comity.schema;
    requires transitive comity.trust;
    requires com.github.benmanes.caffeine;
    requires static transitive jakarta.persistence;
    requires static jakarta.annotation;
    requires static jakarta.cdi;
    requires static jakarta.concurrency;
    requires static jakarta.inject;
    requires static jakarta.ws.rs;
    requires static org.jspecify;

    exports comity.exchange;
    exports comity.exchange.notice;
    exports comity.exchange.status;
}
