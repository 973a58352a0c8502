package comity.console.http;

import comity.agreements.MandatedAct;
import comity.kernel.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** The fields by which a person says what a centre may do: read into the terms of a mandate. */
final class MandateForm {

    static final List<String> FIELDS = List.of("centre", "types", "acts", "from", "until");

    private MandateForm() {}

    /**
     * Reads the fields.
     *
     * @param typed the value of a field; empty if there is none
     * @param all all values of a field
     * @param today in UTC: a mandate whose last day is behind lets nobody do anything
     * @param wrong what is wrong with a field is put there: the key of its words
     * @return terms as the schema {@code mandate-terms} has them; empty if anything is wrong
     */
    static Optional<ObjectNode> read(
            String client,
            UnaryOperator<String> typed,
            Function<String, Collection<String>> all,
            LocalDate today,
            Map<String, String> wrong) {
        if (typed.apply("centre").isEmpty()) {
            wrong.put("centre", "mandate.centre.missing");
        }
        var types = ControlsForm.codes(all.apply("types"));
        if (types.isEmpty()) {
            wrong.put("types", "mandate.types.missing");
        }
        var acts = ControlsForm.codes(all.apply("acts"));
        if (acts.isEmpty() || acts.stream().anyMatch(code -> MandatedAct.of(code).isEmpty())) {
            wrong.put("acts", "mandate.acts.missing");
        }
        var from = day(typed.apply("from"));
        if (from.isEmpty()) {
            wrong.put("from", "simulator.day.malformed");
        }
        var until = day(typed.apply("until"));
        if (until.isEmpty()) {
            wrong.put("until", "simulator.day.malformed");
        } else if (until.get().isBefore(today) || from.filter(until.get()::isBefore).isPresent()) {
            wrong.put("until", "mandate.until.before");
        }
        if (!wrong.isEmpty()) {
            return Optional.empty();
        }
        var terms = Json.object().put("client", client).put("centre", typed.apply("centre"));
        types.forEach(terms.putArray("recordTypes")::add);
        acts.forEach(terms.putArray("acts")::add);
        terms.putObject("term")
                .put("from", from.orElseThrow().toString())
                .put("until", until.orElseThrow().toString());
        return Optional.of(terms);
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed.strip()));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
