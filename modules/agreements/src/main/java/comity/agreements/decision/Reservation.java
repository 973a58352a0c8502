package comity.agreements.decision;

import java.time.DateTimeException;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What an entity takes out of terms as it signs them. It narrows what passes between that entity
 * and each other, in both directions (as article 21 of the Vienna Convention on the Law of Treaties
 * has it), and can widen nothing: every part of it is applied beside the terms. Source:
 * docs/protocol.md, section 8.
 *
 * @param entity whose it is
 * @param index its place in the act, from 0
 * @param recordTypes not these
 * @param purposes not for these
 * @param pointers not the properties that these cover
 * @param legalBases not on these
 * @param ceiling the code of the highest class that it still admits
 * @param retention no copy is kept longer
 * @param unknown names of members that this node does not know; any makes the terms permit nothing
 */
public record Reservation(
        String entity,
        int index,
        Set<String> recordTypes,
        Set<String> purposes,
        List<String> pointers,
        Set<LegalBasis> legalBases,
        Optional<String> ceiling,
        Optional<Period> retention,
        Optional<OnwardSharing> onwardSharing,
        Set<String> unknown) {

    private static final Set<String> KNOWN =
            Set.of(
                    "recordTypes",
                    "purposes",
                    "pointers",
                    "legalBases",
                    "ceiling",
                    "retention",
                    "onwardSharing",
                    "statement");

    public Reservation {
        recordTypes = Set.copyOf(recordTypes);
        purposes = Set.copyOf(purposes);
        pointers = List.copyOf(pointers);
        legalBases = Set.copyOf(legalBases);
        unknown = Set.copyOf(unknown);
    }

    /** Reads one that follows the schema {@code act}; what it does not know it keeps. */
    public static Reservation of(String entity, int index, JsonNode json) {
        var unknown = new TreeSet<String>();
        for (var name : json.propertyNames()) {
            if (!KNOWN.contains(name)) {
                unknown.add(name);
            }
        }
        var bases = new HashSet<LegalBasis>();
        for (var code : TermsReader.texts(json.path("legalBases"))) {
            LegalBasis.of(code).ifPresentOrElse(bases::add, () -> unknown.add("legalBases"));
        }
        var sharing = OnwardSharing.of(TermsReader.text(json, "onwardSharing"));
        if (json.has("onwardSharing") && sharing.isEmpty()) {
            unknown.add("onwardSharing");
        }
        return new Reservation(
                entity,
                index,
                Set.copyOf(TermsReader.texts(json.path("recordTypes"))),
                Set.copyOf(TermsReader.texts(json.path("purposes"))),
                TermsReader.texts(json.path("pointers")),
                bases,
                Optional.of(TermsReader.text(json, "ceiling")).filter(any -> json.has("ceiling")),
                retention(json, unknown),
                sharing,
                unknown);
    }

    private static Optional<Period> retention(JsonNode json, Set<String> unknown) {
        if (!json.has("retention")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Period.parse(TermsReader.text(json, "retention")));
        } catch (DateTimeException notUnderstood) {
            unknown.add("retention");
            return Optional.empty();
        }
    }

    Clause clause() {
        return Clause.ofReservation(entity, index);
    }
}
