package comity.verification;

import comity.exchange.RecordType.Assessment;
import comity.exchange.RecordType.Disclosed;
import comity.kernel.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a verification need not be done again, and the smallest set of checks to order. Validity
 * belongs to the element, not to the person. Source: docs/domains/background-verification.md, "The
 * gap order".
 */
final class GapOrderPolicy {

    private static final List<String> ELEMENTS =
            List.of("misconduct", "academic", "employment", "suitability");

    /** Outcomes that establish something on which a colleague can rely. */
    private static final Set<String> ESTABLISHED =
            Set.of("verified", "verified_with_minor_discrepancy");

    /** Outcomes that say no more than whom to ask. */
    private static final Map<String, String> REFERRALS =
            Map.of("adverse_refer_to_issuer", "issuer", "refer_to_source", "source");

    private GapOrderPolicy() {}

    /** The gap order, from what was disclosed alone. */
    static ObjectNode assess(Assessment facts) {
        var order = new GapOrder(facts.at());
        for (var element : ELEMENTS) {
            if (isWanted(element, facts.wanted())) {
                order.add(element, facts.disclosed());
            }
        }
        return order.toJson();
    }

    private static boolean isWanted(String element, List<String> wanted) {
        var pointer = "/elements/" + element;
        return wanted.isEmpty()
                || wanted.stream()
                        .anyMatch(
                                want ->
                                        pointer.equals(want)
                                                || pointer.startsWith(want + "/")
                                                || want.startsWith(pointer + "/"));
    }

    /** Collects while it looks at one element after another. */
    private static final class GapOrder {

        private final LocalDate today;
        private final ArrayNode covered = Json.array();
        private final ArrayNode stale = Json.array();
        private final ArrayNode missing = Json.array();
        private final ArrayNode refer = Json.array();
        private final ArrayNode order = Json.array();

        GapOrder(Instant at) {
            today = at.atOffset(ZoneOffset.UTC).toLocalDate();
        }

        void add(String element, List<Disclosed> disclosed) {
            int before = covered.size();
            int staleBefore = stale.size();
            int referredBefore = refer.size();
            for (var record : disclosed) {
                for (var check : record.content().path("elements").path(element)) {
                    judge(element, record, check);
                }
            }
            if (refer.size() > referredBefore) {
                // Nothing to order: what the issuer or the source says comes first.
                return;
            }
            if (stale.size() > staleBefore) {
                order(element, "stale");
            } else if (covered.size() == before) {
                missing.add("/elements/" + element);
                order(element, element.equals("misconduct") ? "point-in-time" : "missing");
            }
        }

        private void judge(String element, Disclosed record, JsonNode check) {
            var outcome = check.path("outcome").asString("");
            var referral = REFERRALS.get(outcome);
            if (referral != null) {
                refer.add(line(element, record, check).put("to", referral));
            } else if (element.equals("misconduct")) {
                // Misconduct, criminal and sanctions checks are points in time: never recognised as
                // current.
                stale.add(line(element, record, check).put("why", "point-in-time"));
            } else if (!ESTABLISHED.contains(outcome)) {
                stale.add(line(element, record, check).put("why", "not-established"));
            } else if (element.equals("employment") && isOpenAndPast(check)) {
                stale.add(line(element, record, check).put("why", "open-employment"));
            } else {
                covered.add(line(element, record, check));
            }
        }

        /**
         * An employment without an end is known up to the day of the check: stale from the next day
         * on.
         */
        private boolean isOpenAndPast(JsonNode check) {
            return !check.has("to") && performedAt(check).isBefore(today);
        }

        private ObjectNode line(String element, Disclosed record, JsonNode check) {
            return Json.object()
                    .put("element", element)
                    .put("id", check.path("id").asString(""))
                    .put("issuer", record.issuer())
                    .put("record", record.record().toString())
                    .put("ageDays", ChronoUnit.DAYS.between(performedAt(check), today));
        }

        private static LocalDate performedAt(JsonNode check) {
            return LocalDate.parse(check.get("performedAt").stringValue());
        }

        private void order(String element, String why) {
            order.addObject().put("element", element).put("why", why);
        }

        ObjectNode toJson() {
            var json = Json.object();
            json.put("kind", "gap-order");
            json.set("covered", covered);
            json.set("stale", stale);
            json.set("missing", missing);
            json.set("refer", refer);
            json.set("order", order);
            return json;
        }
    }
}
