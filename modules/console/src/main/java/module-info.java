/**
 * The web pages of administrators and officers: server-rendered, over the other modules' front
 * doors, each for the officer's own entity.
 */
module comity.console {
    requires comity.agreements;
    requires comity.documents;
    requires comity.exchange;
    requires comity.kernel;
    requires comity.ledger;
    requires comity.parties;
    requires comity.schema;
    requires comity.trust;
    requires com.ibm.icu;
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires static jakarta.annotation;
    requires static jakarta.cdi;
    requires static jakarta.faces.api;
    requires static jakarta.inject;
    requires static jakarta.security;
    requires static jakarta.servlet;
    requires static org.jspecify;
}
