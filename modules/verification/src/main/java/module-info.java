/**
 * Background verification: how its subjects are found, and the gap order that an answer becomes.
 */
module comity.verification {
    requires transitive comity.exchange;
    requires comity.kernel;
    requires transitive comity.schema;
    requires static jakarta.cdi;
    requires static jakarta.inject;
    requires static org.jspecify;

    exports comity.verification;
}
