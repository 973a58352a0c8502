package comity.console.http;

import comity.console.Cell;
import comity.console.MandatesDesk;
import comity.console.Roll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The list of the mandates that the officer's entity granted and those that it holds. */
@RequestScoped
public class MandateLists {

    @Inject Visit visit;
    @Inject MandatesDesk desk;

    Roll<?> mandates() {
        return new Roll<>(
                "mandates",
                List.of("other", "side", "types", "acts", "until", "state"),
                cursor -> desk.list(visit.officer(), cursor),
                this::mandate,
                visit.words().locale());
    }

    private List<Cell> mandate(ObjectNode mandate) {
        var words = visit.words();
        var lines = new MandateLines(words, mandate.required("terms"));
        boolean isClient = lines.client().equals(visit.officer().entity());
        var standing = desk.standing(mandate);
        return List.of(
                Cell.of(isClient ? lines.centre() : lines.client())
                        .to("/console/mandate?id=" + mandate.required("id").stringValue()),
                Cell.of(words.of(isClient ? "mandate.given" : "mandate.held")).as("calm"),
                Cell.of(lines.types()),
                Cell.of(lines.acts()),
                Cell.of(words.day(lines.until())).by(lines.until()),
                Cell.of(words.of("mandate.state." + standing.code()))
                        .as(MandateLines.tone(standing)));
    }
}
