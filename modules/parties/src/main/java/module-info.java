/**
 * The entities that take part, their keys, and who is calling: only a verified signature says so.
 */
module comity.parties {
    requires transitive comity.kernel;
    requires transitive comity.trust;
    requires comity.ledger;
    requires com.github.benmanes.caffeine;
    requires io.github.bucket4j.core;
    requires org.apache.commons.validator;
    requires static org.jspecify;
    requires static jakarta.annotation;
    requires static jakarta.cdi;
    requires static jakarta.concurrency;
    requires static jakarta.inject;
    requires static jakarta.servlet;
    requires static transitive jakarta.ws.rs;

    exports comity.parties;
    exports comity.parties.people;
    // Resources of every module read the current call here and answer through it.
    exports comity.parties.http;
}
