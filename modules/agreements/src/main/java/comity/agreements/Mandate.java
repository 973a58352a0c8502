package comity.agreements;

import comity.kernel.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A row: an entity's word that a centre may act for it. */
@Entity
@Table(name = "agreements_mandate")
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class Mandate {

    static final String DRAFT = "draft";
    static final String GRANTED = "granted";
    static final String REVOKED = "revoked";

    @Id UUID id;
    String client;
    String centre;

    @Column(name = "drafted_at")
    Instant draftedAt;

    String state;
    String terms;

    @Column(name = "terms_digest")
    String termsDigest;

    void moveTo(String next) {
        state = next;
    }

    JsonNode json() {
        return Json.read(terms.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether its terms cover an act with a record type on a day. */
    boolean covers(MandatedAct act, String type, Instant at) {
        return covers(act, at) && holds(json().required("recordTypes"), type);
    }

    /** Whether its terms cover an act with any record type on a day. */
    boolean covers(MandatedAct act, Instant at) {
        var json = json();
        var day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        return holds(json.required("acts"), act.code())
                && !day.isBefore(LocalDate.parse(json.at("/term/from").stringValue()))
                && !day.isAfter(LocalDate.parse(json.at("/term/until").stringValue()));
    }

    /** The names of the record types that its terms are about. */
    Stream<String> types() {
        return json().required("recordTypes").valueStream().map(JsonNode::stringValue);
    }

    private static boolean holds(JsonNode list, String text) {
        return list.valueStream().anyMatch(each -> each.stringValue().equals(text));
    }
}
