package comity.console.http;

import comity.agreements.sensitivity.Matrix;
import comity.agreements.sensitivity.NamedClass;
import comity.agreements.sensitivity.ScaleSets;
import comity.agreements.sensitivity.ScaleVersion;
import comity.console.ClassesDesk;
import comity.console.Fact;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of the sensitivity classes: what each demands, and which class every property has.
 */
@Named("classes")
@RequestScoped
public class ClassesPage {

    /** The version that a node begins with has no day of its own. */
    static final int FIRST = 1;

    /** One class in words. */
    public record ClassLine(String code, String name, String guidance, List<Fact> controls) {

        public ClassLine {
            controls = List.copyOf(controls);
        }
    }

    /**
     * One place of the matrix.
     *
     * @param mark {@code has}, {@code schema} where the schema's class is lower than the one that
     *     counts, or empty
     */
    public record Place(String mark, String said) {}

    /** One property: its places across the classes, and where it can be raised, if anywhere. */
    public record Line(String pointer, String link, String note, List<Place> places) {

        public Line {
            places = List.copyOf(places);
        }
    }

    /** One record type with its properties. */
    public record Type(String name, List<Line> lines) {

        public Type {
            lines = List.copyOf(lines);
        }
    }

    @Inject Visit visit;
    @Inject ClassesDesk desk;

    private @Nullable ScaleVersion version;
    private @Nullable ScaleVersion latest;

    private ScaleVersion shown() {
        var found = version;
        if (found == null) {
            found = desk.version(VersionNumber.wanted(visit.parameter("version")));
            version = found;
        }
        return found;
    }

    private ScaleVersion latest() {
        var found = latest;
        if (found == null) {
            found = desk.latest();
            latest = found;
        }
        return found;
    }

    public int number() {
        return shown().number();
    }

    /** Since when, or from when, it counts. */
    public String from() {
        return shown().number() == FIRST
                ? visit.words().of("classes.beginning")
                : visit.words().of("classes.from", visit.words().time(shown().from()));
    }

    public boolean isLatest() {
        return shown().number() == latest().number();
    }

    public int latestNumber() {
        return latest().number();
    }

    public String digest() {
        return shown().scale().digest();
    }

    /** Its place in the log; empty for the version that came with the node. */
    public String leaf() {
        return shown().evidence().map(ScaleVersion.Evidence::leaf).orElse("");
    }

    public boolean mayPropose() {
        return desk.mayPropose(visit.officer());
    }

    public boolean mayReadProposals() {
        return desk.mayReadProposals(visit.officer());
    }

    public List<ClassLine> lines() {
        var words = visit.words();
        var lines = new ArrayList<ClassLine>();
        for (var each : shown().scale().classes()) {
            lines.add(
                    new ClassLine(
                            each.code(),
                            each.name(words.locale()),
                            each.guidance(words.locale()),
                            new ControlLines(words).facts(each.level().controls())));
        }
        return lines;
    }

    /** The names of the classes, the least sensitive first: the columns of the matrix. */
    public List<String> columns() {
        return shown().scale().classes().stream()
                .map(each -> each.name(visit.words().locale()))
                .toList();
    }

    /** Where what is shown of the matrix is to be had as CSV. */
    public String export() {
        var searched = searched(visit);
        return "/console/csv/properties?version="
                + number()
                + (searched.isEmpty() ? "" : "&q=" + Addresses.encoded(searched));
    }

    /** What stands in the pointers of the properties that are asked for. */
    static String searched(Visit visit) {
        return visit.parameter("q").strip();
    }

    /** The matrix: what fits the words that are searched for. */
    public List<Type> types() {
        var searched = searched(visit);
        var matrix = desk.matrix(shown().scale());
        var types = new ArrayList<Type>();
        for (var type : matrix.types()) {
            var lines =
                    type.rows().stream()
                            .filter(row -> row.pointer().contains(searched))
                            .map(row -> line(type.name(), row, matrix.classes()))
                            .toList();
            if (!lines.isEmpty()) {
                types.add(new Type(visit.words().code("type", type.name()), lines));
            }
        }
        return types;
    }

    private Line line(String type, Matrix.Row row, List<NamedClass> classes) {
        var words = visit.words();
        var places = new ArrayList<Place>();
        for (var each : classes) {
            places.add(place(row, each));
        }
        boolean isOpen = !row.container() && mayPropose() && isLatest();
        var note = row.identity() ? words.of("matrix.identity") : "";
        return new Line(
                row.pointer(),
                isOpen
                        ? "/console/class-change?type="
                                + Addresses.encoded(type)
                                + "&pointer="
                                + Addresses.encoded(row.pointer())
                        : "",
                row.container() ? words.of("matrix.container") : note,
                places);
    }

    private Place place(Matrix.Row row, NamedClass each) {
        var words = visit.words();
        if (row.container()) {
            return new Place("", "");
        }
        if (row.code().equals(each.code())) {
            return new Place("has", words.of(row.isRaised() ? "matrix.raised" : "matrix.has"));
        }
        return row.schema().equals(each.code())
                ? new Place("schema", words.of("matrix.schema"))
                : new Place("", "");
    }

    /** The sets that come with the node. */
    public List<String> sets() {
        return ScaleSets.names();
    }
}
