package comity.console.http;

import comity.console.AgreementsDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two versions of an agreement side by side ({@code ?id=&from=&to=}): without these two, the latest
 * and the one before.
 */
@Named("compare")
@RequestScoped
public class ComparePage {

    /** A version that can be compared. */
    public record VersionOption(int number, String name, boolean isFrom, boolean isTo) {}

    @Inject Visit visit;
    @Inject AgreementsDesk desk;

    private @Nullable ObjectNode before;
    private @Nullable ObjectNode after;
    private @Nullable ObjectNode comparison;

    private ObjectNode version(OptionalInt number) {
        return desk.agreement(visit.officer(), visit.parameter("id"), number);
    }

    private ObjectNode after() {
        var found = after;
        if (found == null) {
            found = version(OptionalInt.of(to()));
            after = found;
        }
        return found;
    }

    private ObjectNode before() {
        var found = before;
        if (found == null) {
            found = version(OptionalInt.of(from()));
            before = found;
        }
        return found;
    }

    private ObjectNode comparison() {
        var found = comparison;
        if (found == null) {
            found = desk.comparison(visit.officer(), visit.parameter("id"), from(), to());
            comparison = found;
        }
        return found;
    }

    private List<Integer> numbers() {
        var numbers = new ArrayList<Integer>();
        version(OptionalInt.empty())
                .required("versions")
                .forEach(each -> numbers.add(each.required("version").intValue()));
        return numbers;
    }

    private int number(String parameter, int otherwise) {
        var text = visit.parameter(parameter);
        return text.isEmpty() ? otherwise : VersionNumber.in(text);
    }

    public int to() {
        var text = visit.parameter("to");
        var numbers = text.isEmpty() ? numbers() : List.of(VersionNumber.in(text));
        return numbers.get(numbers.size() - 1);
    }

    public int from() {
        int to = to();
        return number("from", numbers().stream().filter(each -> each < to).reduce(to, (a, b) -> b));
    }

    public String id() {
        return after().required("id").stringValue();
    }

    public String title() {
        return after().required("title").stringValue();
    }

    /** The address of the later of the two. */
    public String back() {
        return "/console/agreement?id=" + id() + "&version=" + to();
    }

    /** The versions that there are, and in which state. */
    public List<VersionOption> versions() {
        var words = visit.words();
        var options = new ArrayList<VersionOption>();
        for (var each : after().required("versions")) {
            int number = each.required("version").intValue();
            var state = words.code("state", each.required("state").stringValue());
            options.add(
                    new VersionOption(
                            number,
                            words.of("compare.version", number, state),
                            number == from(),
                            number == to()));
        }
        return options;
    }

    /** Whether there are two to compare. */
    public boolean isTwo() {
        return from() != to();
    }

    /** What differs, in words, clause by clause. */
    public List<ClauseDiff.Clause> clauses() {
        return new ClauseDiff(visit.words(), terms(before()), terms(after()))
                .of(comparison().required("clauses"));
    }

    private static JsonNode terms(ObjectNode version) {
        return version.required("terms");
    }

    /** The clauses whose words differ, in each language that both have. */
    public List<ProseDiff.Clause> prose() {
        return ProseDiff.of(comparison().required("prose"), new DraftWords(visit.words()));
    }

    /** Whether both are made of templates, so that there are words to compare. */
    public boolean isProse() {
        return terms(before()).has("template") && terms(after()).has("template");
    }

    /** What it does to what would be disclosed. */
    public UseLines uses() {
        return new UseLines(visit.words(), comparison());
    }
}
