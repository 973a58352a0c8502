package comity.console;

import comity.parties.people.Officer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Which accessions of others wait for an answer of the officer's entity. */
final class AccessionsWaiting {

    private final AgreementsDesk agreements;
    private final InstantSource clock;

    AccessionsWaiting(AgreementsDesk agreements, InstantSource clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    /**
     * Those of one version.
     *
     * @param version a line of the list of agreements, or one whole
     */
    List<Waiting.Item> of(Officer officer, JsonNode version) {
        var items = new ArrayList<Waiting.Item>();
        if (hasAccessions(version, officer.entity())) {
            var id = version.required("id").stringValue();
            int number = version.required("version").intValue();
            var whole =
                    version.has("acts")
                            ? version
                            : agreements.agreement(officer, id, OptionalInt.of(number));
            var title = version.required("title").stringValue();
            var link = "/console/agreement?id=" + id + "&version=" + number;
            for (var each : Accession.of(whole, officer.entity(), clock.instant())) {
                // Who has objected has answered, even if that can be taken back.
                if (!each.isObjected()) {
                    items.add(item(each, title, link));
                }
            }
        }
        return items;
    }

    private static Waiting.Item item(Accession accession, String title, String link) {
        return accession
                .objectionEnds()
                .map(
                        end ->
                                new Waiting.Item(
                                        "accession.until",
                                        List.of(title, accession.entity(), end),
                                        link,
                                        "warn"))
                .orElseGet(
                        () ->
                                new Waiting.Item(
                                        "accession",
                                        List.of(title, accession.entity()),
                                        link,
                                        "warn"));
    }

    private static boolean hasAccessions(JsonNode version, String viewer) {
        return version.path("parties")
                .valueStream()
                .anyMatch(
                        party ->
                                party.has("acceded")
                                        && !party.path("entity").asString("").equals(viewer));
    }
}
