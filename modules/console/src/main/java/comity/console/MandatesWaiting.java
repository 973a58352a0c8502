package comity.console;

import comity.parties.people.Officer;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What waits for an officer among the mandates: those to be granted, and those that end soon. */
final class MandatesWaiting {

    /** How far ahead the end of one is told, the last day included: as for agreements. */
    private static final Period AHEAD = Period.ofDays(60);

    private final MandatesDesk desk;

    MandatesWaiting(MandatesDesk desk) {
        this.desk = desk;
    }

    /**
     * Adds them.
     *
     * @return whether there are more mandates than are looked at
     */
    boolean add(Officer officer, List<Waiting.Item> items) {
        return Pages.each(
                after -> desk.list(officer, after),
                Waiting.LOOKED_AT,
                mandate -> of(officer.entity(), mandate).ifPresent(items::add));
    }

    private Optional<Waiting.Item> of(String entity, ObjectNode mandate) {
        var client = mandate.at("/terms/client").stringValue();
        var centre = mandate.at("/terms/centre").stringValue();
        var until = LocalDate.parse(mandate.at("/terms/term/until").stringValue());
        var link = "/console/mandate?id=" + mandate.required("id").stringValue();
        return switch (desk.standing(mandate)) {
            case DRAFT ->
                    client.equals(entity)
                            ? Optional.of(
                                    new Waiting.Item(
                                            "mandate.to-grant", List.of(centre), link, "warn"))
                            : Optional.empty();
            case IN_FORCE ->
                    !until.isAfter(desk.today().plus(AHEAD))
                            ? Optional.of(
                                    new Waiting.Item(
                                            "mandate.ends",
                                            List.of(client, centre, until),
                                            link,
                                            "warn"))
                            : Optional.empty();
            case AHEAD, OVER, REVOKED -> Optional.empty();
        };
    }
}
