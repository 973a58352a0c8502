/**
 * The SDK and the command line of a party: asks, publishes and checks, trusting only what is
 * signed.
 */
module comity.client {
    requires transitive comity.kernel;
    requires transitive comity.trust;
    requires static org.jspecify;
    requires jakarta.annotation;
    requires jakarta.inject;
    requires jakarta.json;
    requires jakarta.json.bind;
    requires jakarta.ws.rs;
    requires info.picocli;
    requires org.eclipse.yasson;

    exports comity.client;
    exports comity.client.wire;
    exports comity.client.verify;
    exports comity.client.monitor;

    opens comity.client.wire to
            org.eclipse.yasson;
    opens comity.client.cli to
            info.picocli;
}
