package comity.console.http;

import comity.agreements.decision.SensitivityClass.Controls;
import comity.console.Fact;
import comity.console.Words;
import java.util.ArrayList;
import java.util.List;

/** What a class demands, in words: one line for each control, always in the same order. */
final class ControlLines {

    private final Words words;

    ControlLines(Words words) {
        this.words = words;
    }

    List<Fact> facts(Controls controls) {
        return List.of(
                demanded("consent", controls.consent()),
                demanded("approval", controls.approval()),
                Fact.of(
                        words.of("control.purposes"),
                        controls.purposes().isEmpty()
                                ? words.of("control.purposes.all")
                                : words.list(
                                        controls.purposes().stream()
                                                .sorted()
                                                .map(code -> words.code("purpose", code))
                                                .toList())),
                Fact.of(
                        words.of("control.longestRetention"),
                        controls.longestRetention()
                                .map(words::period)
                                .orElse(words.of("control.none"))),
                Fact.of(
                        words.of("control.onwardSharing"),
                        words.code("rule", controls.onwardSharing().code())),
                Fact.of(
                        words.of("control.breachNoticeHours"),
                        controls.breachNoticeHours().isPresent()
                                ? words.of("hours", controls.breachNoticeHours().getAsInt())
                                : words.of("control.none")),
                demanded("secondPerson", controls.secondPerson()));
    }

    private Fact demanded(String control, boolean isDemanded) {
        return Fact.of(
                words.of("control." + control),
                words.of(isDemanded ? "control.needed" : "control.not-needed"));
    }

    /** The controls that differ: what was, and what would be. */
    List<Fact> changes(Controls before, Controls after) {
        var was = facts(before);
        var is = facts(after);
        var changes = new ArrayList<Fact>();
        for (int i = 0; i < was.size(); i++) {
            if (!was.get(i).equals(is.get(i))) {
                changes.add(
                        Fact.of(
                                was.get(i).label(),
                                words.of("change.from-to", was.get(i).value(), is.get(i).value())));
            }
        }
        return changes;
    }
}
