/** The published schemas: registry, validation, sensitivity of each property. */
module comity.schema {
    requires transitive comity.kernel;
    requires com.networknt.schema;
    requires static org.jspecify;
    requires static jakarta.cdi;
    requires static jakarta.inject;
    requires static jakarta.ws.rs;

    exports comity.schema;
}
