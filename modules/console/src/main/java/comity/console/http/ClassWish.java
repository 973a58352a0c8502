package comity.console.http;

import comity.agreements.sensitivity.Matrix;
import comity.agreements.sensitivity.NamedClass;
import comity.agreements.sensitivity.Scale;
import comity.agreements.sensitivity.ScaleSets;
import comity.console.ClassesDesk;
import comity.console.WantedChange;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which change of the sensitivity classes an address asks for; what it names must be there. */
final class ClassWish {

    /** One class that a property could have. */
    public record Choice(String code, String name, boolean isChosen) {}

    /** One field of the address that a form sends along. */
    public record Kept(String name, String value) {}

    private static final List<String> FIELDS =
            List.of(
                    "type",
                    "pointer",
                    "to",
                    "class",
                    "words",
                    "look",
                    "consent",
                    "approval",
                    "secondPerson",
                    "onwardSharing",
                    "keepFor",
                    "keepUnit",
                    "hours",
                    "purposes",
                    "version",
                    "set");

    private final Visit visit;
    private final ClassesDesk desk;
    private final Scale latest;

    ClassWish(Visit visit, ClassesDesk desk, Scale latest) {
        this.visit = visit;
        this.desk = desk;
        this.latest = latest;
    }

    /**
     * What is to change: {@code property}, {@code words}, {@code controls}, {@code again} or {@code
     * set}.
     */
    String kind() {
        if (!visit.parameter("pointer").isEmpty()) {
            return "property";
        }
        if (!visit.parameter("words").isEmpty()) {
            return "words";
        }
        if (!visit.parameter("class").isEmpty()) {
            return "controls";
        }
        if (!visit.parameter("version").isEmpty()) {
            return "again";
        }
        if (ScaleSets.names().contains(visit.parameter("set"))) {
            return "set";
        }
        throw nothing();
    }

    private static Problem nothing() {
        return Problem.of(KernelProblem.NOT_FOUND, "Nothing of the classes is at this address.");
    }

    /** What it is about, in words. */
    String subject() {
        var words = visit.words();
        return switch (kind()) {
            case "property" ->
                    words.of(
                            "change.property",
                            words.code("type", visit.parameter("type")),
                            row().pointer());
            case "controls", "words" -> named().name(words.locale());
            case "again" -> words.of("classes.version", visit.parameter("version"));
            default -> words.of("set." + visit.parameter("set"));
        };
    }

    private Matrix.Row row() {
        return desk.matrix(latest).types().stream()
                .filter(type -> type.name().equals(visit.parameter("type")))
                .flatMap(type -> type.rows().stream())
                .filter(row -> row.pointer().equals(visit.parameter("pointer")))
                .filter(row -> !row.container())
                .findFirst()
                .orElseThrow(ClassWish::nothing);
    }

    /** The class whose controls, or whose words, are to change. */
    NamedClass named() {
        var code = visit.parameter("words");
        return latest.classOf(code.isEmpty() ? visit.parameter("class") : code)
                .orElseThrow(ClassWish::nothing);
    }

    /** The classes that the property can have: the schema's, and those above it. */
    List<Choice> choices() {
        var row = row();
        var chosen = visit.parameter("to").isEmpty() ? row.code() : visit.parameter("to");
        var choices = new ArrayList<Choice>();
        boolean isReached = false;
        for (var each : latest.classes()) {
            boolean isOfSchema = each.code().equals(row.schema());
            isReached |= isOfSchema;
            if (isReached) {
                var name = each.name(visit.words().locale());
                choices.add(
                        new Choice(
                                each.code(),
                                isOfSchema ? visit.words().of("change.to.schema", name) : name,
                                each.code().equals(chosen)));
            }
        }
        return choices;
    }

    /** Whether the fields were filled in, rather than being those of now. */
    boolean isFilledIn() {
        return visit.typed("look", "").equals("yes");
    }

    /**
     * The change; empty as long as it is not all said.
     *
     * @param wrong what is wrong with a field is put there: the key of its words
     */
    Optional<? extends WantedChange> change(Map<String, String> wrong) {
        return switch (kind()) {
            case "property" -> ofProperty();
            case "controls" -> isFilledIn() ? ofControls(wrong) : Optional.empty();
            case "words" ->
                    isFilledIn()
                            ? WordsForm.read(named(), field -> visit.typed(field, ""), wrong)
                            : Optional.empty();
            case "again" -> Optional.of(new WantedChange.Again(earlier()));
            default ->
                    Optional.of(new WantedChange.OtherSet(ScaleSets.named(visit.parameter("set"))));
        };
    }

    private Optional<WantedChange> ofProperty() {
        var row = row();
        var to = visit.parameter("to");
        return choices().stream().anyMatch(choice -> choice.code().equals(to))
                ? Optional.of(
                        new WantedChange.OfProperty(
                                visit.parameter("type"), row.pointer(), row.schema(), to))
                : Optional.empty();
    }

    private Optional<WantedChange> ofControls(Map<String, String> wrong) {
        var code = named().code();
        return ControlsForm.read(visit::parameter, ControlsForm.codes(visit.all("purposes")), wrong)
                .map(controls -> new WantedChange.OfControls(code, controls));
    }

    private Scale earlier() {
        var text = visit.parameter("version");
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw nothing();
        }
        return desk.version(OptionalInt.of(Integer.parseInt(text))).scale();
    }

    /** What the address says, for a form to send along. */
    List<Kept> kept() {
        var kept = new ArrayList<Kept>();
        for (var field : FIELDS) {
            visit.all(field).forEach(value -> kept.add(new Kept(field, value)));
        }
        if (kind().equals("words")) {
            for (var language : WordsForm.languages(named())) {
                for (var field : List.of("name-" + language, "guidance-" + language)) {
                    kept.add(new Kept(field, visit.typed(field, "")));
                }
            }
        }
        return kept;
    }
}
