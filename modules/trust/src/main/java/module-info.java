/**
 * Everything that can be proved: keys, signatures of documents and of HTTP messages, canonical
 * JSON, digests, and the vault of the node's own keys. It knows no container and no database.
 */
module comity.trust {
    requires transitive comity.kernel;
    requires static org.jspecify;
    requires com.amazon.corretto.crypto.provider;
    requires org.bouncycastle.provider;
    requires java.json.canonicalization;
    requires structured.fields;

    exports comity.trust;
    exports comity.trust.http;
    exports comity.trust.merkle;
    exports comity.trust.note;
    exports comity.trust.sdjwt;
    exports comity.trust.statuslist;
    exports comity.trust.vault;
}
