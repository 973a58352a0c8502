/**
 * What every module stands on: problems, ids, strict JSON, time, transactions, paging, settings.
 */
module comity.kernel {
    requires transitive tools.jackson.databind;
    requires static org.jspecify;
    requires static transitive jakarta.persistence;
    requires static jakarta.transaction;
    requires static jakarta.cdi;
    requires static jakarta.inject;
    requires static jakarta.annotation;
    requires static jakarta.ws.rs;
    requires static jakarta.concurrency;
    requires static flyway.core;
    requires static transitive java.sql;
    requires static java.naming;
    requires static microprofile.config.api;

    exports comity.kernel;
    exports comity.kernel.http;
    exports comity.kernel.persistence;
}
