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
    private @Nullable List<Integer> numbers;
    private @Nullable Integer from;
    private @Nullable Integer to;

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
        var found = numbers;
        if (found == null) {
            found = new ArrayList<>();
            for (var each : version(OptionalInt.empty()).required("versions")) {
                found.add(each.required("version").intValue());
            }
            numbers = found;
        }
        return found;
    }

    public int to() {
        var found = to;
        if (found == null) {
            var text = visit.parameter("to");
            found = text.isEmpty() ? numbers().get(numbers().size() - 1) : VersionNumber.in(text);
            to = found;
        }
        return found;
    }

    public int from() {
        var found = from;
        if (found == null) {
            var text = visit.parameter("from");
            found = text.isEmpty() ? before(to()) : VersionNumber.in(text);
            from = found;
        }
        return found;
    }

    /** The version before another; the same where there is none. */
    private int before(int version) {
        return numbers().stream().filter(each -> each < version).reduce(version, (a, b) -> b);
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
