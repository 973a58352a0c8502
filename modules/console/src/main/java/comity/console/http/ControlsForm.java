package comity.console.http;

import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.SensitivityClass.Controls;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The fields by which a person says what a class is to demand: written from what it demands, and
 * read back.
 */
final class ControlsForm {

    /** The longest retention that can be typed, in its unit; the schema has three digits. */
    private static final int MOST_KEPT = 999;

    /** As the schema {@code sensitivity-scale} bounds it. */
    private static final int MOST_HOURS = 720;

    static final Set<String> UNITS = Set.of("days", "months", "years");

    private ControlsForm() {}

    /**
     * Reads the fields.
     *
     * @param typed the value of a field; empty if there is none
     * @param purposes all values of the field of that name
     * @param wrong what is wrong with a field is put there: the key of its words
     */
    static Optional<Controls> read(
            UnaryOperator<String> typed, Set<String> purposes, Map<String, String> wrong) {
        var kept = number(typed.apply("keepFor"), MOST_KEPT);
        var unit = typed.apply("keepUnit");
        if ((kept.isEmpty() && !typed.apply("keepFor").isBlank()) || !UNITS.contains(unit)) {
            wrong.put("keepFor", "control.longestRetention.wrong");
        }
        var hours = number(typed.apply("hours"), MOST_HOURS);
        if (hours.isEmpty() && !typed.apply("hours").isBlank()) {
            wrong.put("hours", "control.breachNoticeHours.wrong");
        }
        var onward = OnwardSharing.of(typed.apply("onwardSharing"));
        if (onward.isEmpty()) {
            wrong.put("onwardSharing", "control.onwardSharing.wrong");
        }
        if (!wrong.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Controls(
                        typed.apply("consent").equals("yes"),
                        typed.apply("approval").equals("yes"),
                        typed.apply("secondPerson").equals("yes"),
                        kept.isPresent()
                                ? Optional.of(period(kept.getAsInt(), unit))
                                : Optional.empty(),
                        onward.orElseThrow(),
                        purposes,
                        hours));
    }

    private static OptionalInt number(String text, int most) {
        var stripped = text.strip();
        if (!stripped.matches("[1-9]\\d{0,2}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(stripped);
        return number <= most ? OptionalInt.of(number) : OptionalInt.empty();
    }

    static Period period(int number, String unit) {
        return switch (unit) {
            case "years" -> Period.ofYears(number);
            case "months" -> Period.ofMonths(number);
            default -> Period.ofDays(number);
        };
    }

    /** The fields of what a class demands now, by their names; purposes apart. */
    static Function<String, String> of(Controls controls) {
        return field ->
                switch (field) {
                    case "consent" -> yes(controls.consent());
                    case "approval" -> yes(controls.approval());
                    case "secondPerson" -> yes(controls.secondPerson());
                    case "onwardSharing" -> controls.onwardSharing().code();
                    case "keepFor" ->
                            controls.longestRetention().map(ControlsForm::kept).orElse("");
                    case "keepUnit" ->
                            controls.longestRetention().map(ControlsForm::unit).orElse("months");
                    case "hours" ->
                            controls.breachNoticeHours().isPresent()
                                    ? Integer.toString(controls.breachNoticeHours().getAsInt())
                                    : "";
                    default -> "";
                };
    }

    private static String yes(boolean is) {
        return is ? "yes" : "";
    }

    private static long days(Period period) {
        return period.get(ChronoUnit.DAYS);
    }

    private static String unit(Period period) {
        if (days(period) != 0) {
            return "days";
        }
        return period.toTotalMonths() % 12 == 0 ? "years" : "months";
    }

    /**
     * What is mixed of months and days cannot be typed here: it is left empty, to be chosen anew.
     */
    private static String kept(Period period) {
        if (days(period) != 0) {
            return period.toTotalMonths() == 0 ? Long.toString(days(period)) : "";
        }
        long months = period.toTotalMonths();
        return Long.toString(months % 12 == 0 ? months / 12 : months);
    }

    /** Sorted, without repetitions. */
    static Set<String> codes(Iterable<String> values) {
        var codes = new TreeSet<String>();
        values.forEach(codes::add);
        return codes;
    }
}
