/** Starts a node as a process of its own: the sandbox of a new user, and the acceptance tests. */
module comity.launch {
    requires java.net.http;
    requires static org.jspecify;

    exports comity.launch;
}
