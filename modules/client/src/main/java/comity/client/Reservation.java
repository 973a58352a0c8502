package comity.client;

import comity.kernel.Json;
import comity.trust.TrustException;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a signature takes out of the terms: it narrows what passes between the signer and each
 * other, in both directions, and only that. The node refuses with {@code reservation-widens} what
 * would widen the terms, says nothing to them or leaves nothing of them. Source: docs/protocol.md,
 * section 8.
 *
 * <pre>{@code
 * Reservation.none().notFor(List.of("roster")).keptFor(Period.ofMonths(6))
 * }</pre>
 *
 * @param recordTypes not these
 * @param purposes not for these
 * @param pointers JSON Pointers: not the properties that these cover
 * @param legalBases not on these
 * @param ceiling the code of a sensitivity class: nothing above it
 * @param retention no longer
 * @param onwardSharing stricter: {@code prohibited} or {@code prior-consent}
 * @param statement in words
 */
public record Reservation(
        List<String> recordTypes,
        List<String> purposes,
        List<String> pointers,
        List<String> legalBases,
        Optional<String> ceiling,
        Optional<Period> retention,
        Optional<String> onwardSharing,
        Optional<String> statement) {

    private static final Reservation NONE =
            new Reservation(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private static final Set<String> LISTS =
            Set.of("recordTypes", "purposes", "pointers", "legalBases");
    private static final Set<String> TEXTS =
            Set.of("ceiling", "retention", "onwardSharing", "statement");

    public Reservation {
        recordTypes = List.copyOf(recordTypes);
        purposes = List.copyOf(purposes);
        pointers = List.copyOf(pointers);
        legalBases = List.copyOf(legalBases);
    }

    /** One that takes nothing out: to begin with. */
    public static Reservation none() {
        return NONE;
    }

    /** Whether it takes nothing out and says nothing. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** The same, without these record types. */
    public Reservation notOf(List<String> types) {
        return new Reservation(
                types,
                purposes,
                pointers,
                legalBases,
                ceiling,
                retention,
                onwardSharing,
                statement);
    }

    /** The same, without these purposes. */
    public Reservation notFor(List<String> excluded) {
        return new Reservation(
                recordTypes,
                excluded,
                pointers,
                legalBases,
                ceiling,
                retention,
                onwardSharing,
                statement);
    }

    /** The same, without the properties that these JSON Pointers cover. */
    public Reservation notShowing(List<String> properties) {
        return new Reservation(
                recordTypes,
                purposes,
                properties,
                legalBases,
                ceiling,
                retention,
                onwardSharing,
                statement);
    }

    /** The same, without these legal bases. */
    public Reservation notOn(List<String> bases) {
        return new Reservation(
                recordTypes,
                purposes,
                pointers,
                bases,
                ceiling,
                retention,
                onwardSharing,
                statement);
    }

    /** The same, with nothing above this class. */
    public Reservation upTo(String classCode) {
        return new Reservation(
                recordTypes,
                purposes,
                pointers,
                legalBases,
                Optional.of(classCode),
                retention,
                onwardSharing,
                statement);
    }

    /** The same, with no copy kept longer. */
    public Reservation keptFor(Period atMost) {
        return new Reservation(
                recordTypes,
                purposes,
                pointers,
                legalBases,
                ceiling,
                Optional.of(atMost),
                onwardSharing,
                statement);
    }

    /** The same, with stricter onward sharing: {@code prohibited} or {@code prior-consent}. */
    public Reservation sharedOnward(String rule) {
        return new Reservation(
                recordTypes,
                purposes,
                pointers,
                legalBases,
                ceiling,
                retention,
                Optional.of(rule),
                statement);
    }

    /** The same, in words: plain text whose lines end in U+000A. */
    public Reservation stating(String words) {
        return new Reservation(
                recordTypes,
                purposes,
                pointers,
                legalBases,
                ceiling,
                retention,
                onwardSharing,
                Optional.of(words));
    }

    /** As it stands in an act. */
    ObjectNode json() {
        var json = Json.object();
        list(json, "recordTypes", recordTypes);
        list(json, "purposes", purposes);
        list(json, "pointers", pointers);
        list(json, "legalBases", legalBases);
        ceiling.ifPresent(code -> json.put("ceiling", code));
        retention.ifPresent(period -> json.put("retention", period.toString()));
        onwardSharing.ifPresent(rule -> json.put("onwardSharing", rule));
        statement.ifPresent(words -> json.put("statement", words));
        return json;
    }

    private static void list(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(json.putArray(name)::add);
        }
    }

    /**
     * One that another signed, whole: who answers it must see all of it.
     *
     * @throws TrustException {@code reservation-unknown} if there is something that this does not
     *     understand
     */
    static Reservation of(JsonNode json) {
        if (!json.isObject()) {
            throw unknown("reservations");
        }
        for (var member : json.properties()) {
            var value = member.getValue();
            if (!(LISTS.contains(member.getKey()) && value.isArray())
                    && !(TEXTS.contains(member.getKey()) && value.isString())) {
                throw unknown(member.getKey());
            }
        }
        return new Reservation(
                texts(json, "recordTypes"),
                texts(json, "purposes"),
                texts(json, "pointers"),
                texts(json, "legalBases"),
                text(json, "ceiling"),
                text(json, "retention").map(Reservation::period),
                text(json, "onwardSharing"),
                text(json, "statement"));
    }

    private static List<String> texts(JsonNode json, String name) {
        var texts = new ArrayList<String>();
        for (var each : json.path(name)) {
            if (!each.isString()) {
                throw unknown(name);
            }
            texts.add(each.stringValue());
        }
        return texts;
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::stringValue);
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeException notUnderstood) {
            throw unknown("retention");
        }
    }

    static TrustException unknown(String name) {
        return new TrustException(
                "reservation-unknown",
                "A reservation says something that is not understood: '%s'.".formatted(name));
    }
}
