/** Sensitivity classes, the terms that entities sign, and the decision what may be disclosed. */
module comity.agreements {
    requires transitive comity.kernel;
    requires static org.jspecify;

    exports comity.agreements;
}
