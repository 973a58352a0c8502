package comity.console.http;

import comity.agreements.decision.OnwardSharing;
import comity.agreements.template.Annexes;
import comity.kernel.Json;
import comity.kernel.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields by which a person takes something out of terms as the entity signs them: one
 * reservation of the schema {@code act}, each part of which narrows by itself.
 */
final class ReservationForm {

    /** Members of a reservation, and the fields that they are typed into. */
    private static final Map<String, String> FIELDS =
            Map.of(
                    "recordTypes", "reserveTypes",
                    "purposes", "reservePurposes",
                    "legalBases", "reserveBases",
                    "pointers", "reservePointers",
                    "ceiling", "reserveCeiling",
                    "retention", "reserveFor",
                    "onwardSharing", "reserveOnward",
                    "statement", "reserveStatement");

    private static final List<String> LISTS =
            List.of("recordTypes", "purposes", "legalBases", "pointers");

    private static final int LONGEST_STATEMENT = 2000;

    private ReservationForm() {}

    /**
     * Reads the fields.
     *
     * @param typed the value of a field; empty if there is none
     * @param all all values of a field
     * @param wrong what is wrong with a field is put there: the key of its words
     * @return empty if nothing is reserved, or something is wrong
     */
    static Optional<ObjectNode> read(
            UnaryOperator<String> typed,
            Function<String, Collection<String>> all,
            Map<String, String> wrong) {
        var reservation = Json.object();
        for (var member : LISTS) {
            var values = ControlsForm.codes(all.apply(FIELDS.getOrDefault(member, "")));
            if (!values.isEmpty()) {
                values.forEach(reservation.putArray(member)::add);
            }
        }
        var ceiling = typed.apply("reserveCeiling");
        if (!ceiling.isEmpty()) {
            reservation.put("ceiling", ceiling);
        }
        retention(typed, wrong, reservation);
        var onward = typed.apply("reserveOnward");
        if (!onward.isEmpty()) {
            if (OnwardSharing.of(onward).filter(OnwardSharing.ALLOWED::equals).isPresent()) {
                wrong.put("reserveOnward", "reserve.wrong.onwardSharing");
            }
            reservation.put("onwardSharing", onward);
        }
        // A browser ends lines in two characters, where an act has one.
        var statement = typed.apply("reserveStatement").replaceAll("\\r\\n?", "\n").strip();
        if (statement.codePointCount(0, statement.length()) > LONGEST_STATEMENT) {
            wrong.put("reserveStatement", "reserve.wrong.statement");
        } else if (!Annexes.isPlain(statement)) {
            wrong.put("reserveStatement", "reserve.wrong.statement.plain");
        }
        if (!statement.isEmpty()) {
            reservation.put("statement", statement);
        }
        return reservation.isEmpty() || !wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(reservation);
    }

    private static void retention(
            UnaryOperator<String> typed, Map<String, String> wrong, ObjectNode reservation) {
        var number = typed.apply("reserveFor").strip();
        if (number.isEmpty()) {
            return;
        }
        var unit = typed.apply("reserveUnit");
        if (!number.matches("[1-9]\\d{0,2}") || !ControlsForm.UNITS.contains(unit)) {
            wrong.put("reserveFor", "control.longestRetention.wrong");
        } else {
            reservation.put(
                    "retention", ControlsForm.period(Integer.parseInt(number), unit).toString());
        }
    }

    /**
     * Puts beside the fields what the front door has against them.
     *
     * @param refused because a reservation does not narrow the terms
     * @param wrong the key of the words by field
     */
    static void refused(Problem refused, Map<String, String> wrong) {
        for (var violation : refused.violations()) {
            var parts = violation.pointer().split("/", -1);
            var member = parts.length > 3 ? parts[3] : "";
            if (FIELDS.containsKey(member)) {
                wrong.put(FIELDS.getOrDefault(member, ""), "reserve.wrong." + member);
            }
        }
    }
}
