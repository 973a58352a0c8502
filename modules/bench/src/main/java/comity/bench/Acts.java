package comity.bench;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.schema.Annotated;
import comity.schema.Schemas;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.StatusPlace;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Makes the calls of a run: publications of fictional people's records, questions, withdrawals. */
final class Acts {

    private static final String TYPE = "background-verification";

    private final SignedCalls issuer;
    private final EntityKeys issuerKeys;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = new Ids(clock, random);
    private final Schemas schemas = Schemas.published();

    Acts(SignedCalls issuer, EntityKeys issuerKeys) {
        this.issuer = issuer;
        this.issuerKeys = issuerKeys;
    }

    /** A new record of a new person, at a place of the status list that this call reserves. */
    Sent publication() throws IOException, InterruptedException {
        var random20 = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        var number = "K" + random20.toUpperCase(Locale.ROOT);
        var places =
                issuer.post(
                        "/api/v1/status-lists/places",
                        Json.write(Json.object().put("count", 1)),
                        ids.next().toString());
        var place = places.body().get("items").get(0);
        var type = schemas.recordType(TYPE).orElseThrow();
        var id = ids.next();
        var claims =
                new RecordClaims(
                        issuerKeys.identifier(),
                        id,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        Optional.empty(),
                        Optional.empty(),
                        type.urn(),
                        new StatusPlace(
                                place.get("uri").stringValue(), place.get("idx").intValue()),
                        Optional.empty());
        var sdJwt =
                SdJwt.issue(
                        issuerKeys.key(KeyUse.RECORD),
                        claims,
                        Scene.verification(number),
                        Pointers.of(type.annotated().stream().map(Annotated::pattern).toList()),
                        random);
        return new Sent(
                Sent.PUBLICATION,
                "/api/v1/records",
                Json.write(Json.object().put("sdJwt", sdJwt.compact())),
                ids.next().toString(),
                id.toString(),
                number,
                false);
    }

    /** A question for the record of a number; {@code record} is empty if there is none. */
    Sent exchange(String number, String record, boolean afterWithdrawal) {
        return new Sent(
                Sent.EXCHANGE,
                "/api/v1/exchanges",
                Json.write(Scene.request(number)),
                ids.next().toString(),
                record,
                number,
                afterWithdrawal);
    }

    /** The withdrawal of a record. */
    Sent withdrawal(String record) {
        var content = Json.object().put("status", "withdrawn").put("reasonCode", "falsified");
        return new Sent(
                Sent.STATUS,
                "/api/v1/records/" + record + "/status",
                Json.write(content),
                ids.next().toString(),
                record,
                "",
                false);
    }
}
