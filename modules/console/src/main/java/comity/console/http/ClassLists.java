package comity.console.http;

import comity.agreements.sensitivity.Matrix;
import comity.agreements.sensitivity.Proposal;
import comity.agreements.sensitivity.ScaleVersion;
import comity.console.Cell;
import comity.console.ClassesDesk;
import comity.console.Roll;
import comity.kernel.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The lists about sensitivity classes. */
@RequestScoped
public class ClassLists {

    /** One property with the classes that it has and had. */
    private record Property(String type, Matrix.Row row, Matrix matrix) {}

    @Inject Visit visit;
    @Inject ClassesDesk desk;

    Roll<?> proposals() {
        return new Roll<>(
                "proposals",
                List.of("at", "reason", "proposer", "effect", "state"),
                cursor -> desk.proposals(visit.officer(), cursor),
                this::proposal,
                visit.words().locale());
    }

    private List<Cell> proposal(Proposal proposal) {
        var words = visit.words();
        return List.of(
                Cell.of(words.time(proposal.proposedAt()))
                        .by(proposal.proposedAt())
                        .to("/console/class-proposal?id=" + proposal.id()),
                Cell.of(proposal.reason()),
                Cell.of(
                        desk.name(visit.officer(), proposal.proposer())
                                .orElse(words.of("proposal.somebody"))),
                proposal.takesEffect()
                        .map(at -> Cell.of(words.time(at)).by(at))
                        .orElseGet(() -> Cell.of(words.of("proposal.on-approval")).by("")),
                Cell.of(words.of("proposal.state." + proposal.state().code()))
                        .as(ProposalPage.tone(proposal)));
    }

    Roll<?> versions() {
        int current = desk.version(OptionalInt.empty()).number();
        return new Roll<>(
                "versions",
                List.of("number", "from", "state"),
                desk::versions,
                (ScaleVersion each) -> version(each, current),
                visit.words().locale());
    }

    private List<Cell> version(ScaleVersion version, int current) {
        var words = visit.words();
        return List.of(
                Cell.of(words.of("classes.version", version.number()))
                        .by(version.number())
                        .to("/console/classes?version=" + version.number()),
                Cell.of(
                                version.number() == ClassesPage.FIRST
                                        ? words.of("classes.beginning")
                                        : words.time(version.from()))
                        .by(version.from()),
                version.number() == current
                        ? Cell.of(words.of("classes.in-effect")).as("good")
                        : Cell.of(
                                words.of(
                                        version.number() > current
                                                ? "classes.ahead"
                                                : "classes.over")));
    }

    /** The matrix of a version as lines, for a CSV: the properties that its page shows. */
    Roll<?> properties() {
        var wanted = VersionNumber.wanted(visit.parameter("version"));
        var searched = ClassesPage.searched(visit);
        var matrix = desk.matrix(desk.version(wanted).scale());
        var all = new ArrayList<Property>();
        for (var type : matrix.types()) {
            type.rows().stream()
                    .filter(row -> !row.container() && row.pointer().contains(searched))
                    .forEach(row -> all.add(new Property(type.name(), row, matrix)));
        }
        return new Roll<>(
                "properties",
                List.of("type", "pointer", "class", "schema"),
                cursor -> new Page<>(all, Optional.empty()),
                this::property,
                visit.words().locale());
    }

    private List<Cell> property(Property property) {
        return List.of(
                Cell.of(visit.words().code("type", property.type())),
                Cell.of(property.row().pointer()),
                Cell.of(name(property.matrix(), property.row().code())),
                Cell.of(name(property.matrix(), property.row().schema())));
    }

    private String name(Matrix matrix, String code) {
        return matrix.classes().stream()
                .filter(each -> each.code().equals(code))
                .map(each -> each.name(visit.words().locale()))
                .findFirst()
                .orElse(code);
    }
}
