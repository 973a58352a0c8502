package comity.console;

import comity.kernel.Json;
import comity.trust.Base64Url;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Another's accession to a version that an entity has signed, and can still answer. Source:
 * docs/protocol.md, section 8, and decision 0012. The front door decides again; this is what a page
 * offers.
 *
 * @param entity who acceded
 * @param act by which it did, as the page of an agreement has it
 * @param jti of that act: a countersignature and an objection name it
 * @param objectionEnds when silence becomes a yes; empty if only a countersignature counts
 * @param isObjected whether the entity has objected, which a countersignature takes back
 */
public record Accession(
        String entity,
        JsonNode act,
        String jti,
        Optional<Instant> objectionEnds,
        boolean isObjected) {

    /**
     * Those that an entity can answer, in the order of the codes. What others are to each other
     * does not matter: each pair joins by itself.
     *
     * @param version as the page of an agreement has it for the viewer, with its terms, parties,
     *     pairs and acts
     * @param viewer the code of the entity that would answer
     */
    public static List<Accession> of(JsonNode version, String viewer, Instant now) {
        var own = signedAt(version, viewer);
        if (own.isEmpty()
                || isTermOver(version, now)
                || acts(version, viewer, "terminate").findAny().isPresent()) {
            return List.of();
        }
        var open = new ArrayList<Accession>();
        for (var party : version.path("parties")) {
            var other = party.path("entity").asString("");
            if (party.has("acceded") && !other.equals(viewer) && isWaiting(version, other)) {
                toAnswer(version, viewer, own.get(), other)
                        .filter(each -> each.isObjected() || !each.isOverAt(now))
                        .ifPresent(open::add);
            }
        }
        return open;
    }

    /** Whether nothing joins the viewer and another yet. */
    private static boolean isWaiting(JsonNode version, String other) {
        return version.path("pairs")
                .valueStream()
                .filter(pair -> pair.path("with").asString("").equals(other))
                .anyMatch(pair -> pair.path("state").asString("").equals("waiting"));
    }

    private static boolean isTermOver(JsonNode version, Instant now) {
        var until = version.at("/terms/term/until");
        return until.isString()
                && now.atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .isAfter(LocalDate.parse(until.stringValue()));
    }

    private static Optional<Accession> toAnswer(
            JsonNode version, String viewer, Instant own, String other) {
        boolean isOver =
                acts(version, other, "terminate").findAny().isPresent()
                        || answers(version, viewer, other, "countersign");
        return isOver
                ? Optional.empty()
                : acts(version, other, "sign")
                        .filter(act -> isOf(version, act))
                        .findFirst()
                        .map(
                                act ->
                                        new Accession(
                                                other,
                                                act,
                                                payload(act).required("jti").stringValue(),
                                                ends(version, own, act),
                                                answers(version, viewer, other, "object")));
    }

    private static Optional<Instant> ends(JsonNode version, Instant own, JsonNode act) {
        var days = version.at("/terms/objectionDays");
        var signed = Instant.parse(act.required("at").stringValue());
        var both = signed.isAfter(own) ? signed : own;
        return days.isIntegralNumber()
                ? Optional.of(both.plus(Duration.ofDays(days.intValue())))
                : Optional.empty();
    }

    private static boolean answers(JsonNode version, String viewer, String other, String kind) {
        return acts(version, viewer, kind)
                .filter(act -> isOf(version, act))
                .anyMatch(act -> act.path("accession").asString("").equals(other));
    }

    private static boolean isOf(JsonNode version, JsonNode act) {
        return act.path("version").intValue() == version.path("version").intValue();
    }

    private static Stream<JsonNode> acts(JsonNode version, String entity, String kind) {
        return version.path("acts")
                .valueStream()
                .filter(act -> act.path("entity").asString("").equals(entity))
                .filter(act -> act.path("act").asString("").equals(kind));
    }

    private static Optional<Instant> signedAt(JsonNode version, String entity) {
        return version.path("parties")
                .valueStream()
                .filter(party -> party.path("entity").asString("").equals(entity))
                .filter(party -> party.has("signedAt"))
                .map(party -> Instant.parse(party.required("signedAt").stringValue()))
                .findFirst();
    }

    private static JsonNode payload(JsonNode act) {
        return Json.read(Base64Url.decode(act.required("jws").stringValue().split("\\.", -1)[1]));
    }

    private boolean isOverAt(Instant now) {
        return objectionEnds.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Whether the entity can still object. */
    public boolean mayObject(Instant now) {
        return !isObjected && !isOverAt(now);
    }
}
