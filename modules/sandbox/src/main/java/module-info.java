/**
 * Fictional entities, agreements and records, for evaluation; does nothing unless the node is a
 * sandbox.
 */
module comity.sandbox {
    requires comity.agreements;
    requires comity.exchange;
    requires comity.kernel;
    requires comity.parties;
    requires comity.schema;
    requires comity.trust;
    requires static jakarta.annotation;
    requires static jakarta.cdi;
    requires static jakarta.inject;
    requires static org.jspecify;
}
