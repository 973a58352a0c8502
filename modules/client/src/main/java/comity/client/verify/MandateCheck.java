package comity.client.verify;

import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import comity.trust.Jws;
import comity.trust.TrustException;
import comity.trust.VerifiedJws;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Checks that an entity let a centre publish for it: by its own signature over the mandate's terms,
 * whatever the node says. Source: docs/protocol.md, section 3, "What a receiver checks".
 */
final class MandateCheck {

    private static final String ACT = "comity-act+jwt";

    private final String client;
    private final Evidence.Issuer entity;
    private final KeyHistory keys;

    MandateCheck(String client, Evidence.Issuer entity, KeyHistory keys) {
        this.client = client;
        this.entity = entity;
        this.keys = keys;
    }

    /**
     * Whether the client's grant covers a publication.
     *
     * @param deed {@code terms} and {@code grant}, as they came with the record
     * @param signer the centre and the mandate that the record names
     * @param type the record type's name
     * @param at when the log says that it was published
     */
    boolean lets(JsonNode deed, Signer signer, String type, Instant at) {
        var terms = deed.path("terms");
        var grant = grant(deed, entity);
        var act = grant.payload();
        var granted = Instant.ofEpochSecond(act.path("iat").asLong(-1));
        return says(act, "act", "grant")
                && says(act, "entity", client)
                && says(act, "mandate", signer.mandate().orElse(""))
                && says(act, "termsDigest", Base64Url.encode(Digests.sha256(Jcs.canonical(terms))))
                && keys.key(grant.key().thumbprint())
                        .filter(key -> key.entity().equals(client))
                        .filter(key -> key.maySign("agreement", granted))
                        .isPresent()
                && says(terms, "client", client)
                && says(terms, "centre", signer.code())
                && holds(terms.path("acts"), "publish")
                && holds(terms.path("recordTypes"), type)
                && isWithin(terms.path("term"), at);
    }

    private static VerifiedJws grant(JsonNode deed, Evidence.Issuer entity) {
        var known = Signer.keys(entity);
        return Jws.verify(
                deed.path("grant").asString(""), ACT, kid -> Optional.ofNullable(known.get(kid)));
    }

    /** The thumbprint of the key that signed a grant, if it is one of the entity's. */
    static Optional<String> grantKey(JsonNode deed, Evidence.Issuer entity) {
        try {
            return Optional.of(grant(deed, entity).key().thumbprint());
        } catch (TrustException notTheirs) {
            return Optional.empty();
        }
    }

    private static boolean isWithin(JsonNode term, Instant at) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return !day.isBefore(LocalDate.parse(term.path("from").asString("")))
                && !day.isAfter(LocalDate.parse(term.path("until").asString("")));
    }

    private static boolean says(JsonNode object, String member, String value) {
        return object.path(member).asString("").equals(value);
    }

    private static boolean holds(JsonNode list, String text) {
        return list.valueStream().anyMatch(each -> each.asString("").equals(text));
    }
}
