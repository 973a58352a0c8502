package comity.console.http;

import comity.parties.people.ShownTo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What people had typed into a form when their session ended, until they come back to its page: the
 * last form of each person, in this node's memory. Only a form that the node itself has shown is
 * kept, for whom it was shown to, and all of them together have a bound.
 */
final class KeptForms {

    /** The field of a form that says to whom it was shown. */
    static final String SEAL = "for";

    /** Of one form, in characters: more than a draft with twenty annexes has. */
    static final int MOST_CHARACTERS = 500_000;

    /** Of all together; the oldest go first. */
    static final int MOST_ALTOGETHER = 20_000_000;

    static final Duration LONGEST = Duration.ofHours(2);

    /** What a field costs beside its characters. */
    static final int FIELD = 64;

    /**
     * A form.
     *
     * @param entity for which it was shown
     * @param address of its page, with what the page is about
     * @param fields values of one name are joined by line feeds
     */
    record Form(String entity, String address, Map<String, String> fields, int size, Instant at) {}

    private final InstantSource clock;
    private final LinkedHashMap<UUID, Form> forms = new LinkedHashMap<>();
    private int size;

    KeptForms(InstantSource clock) {
        this.clock = clock;
    }

    /** Keeps the fields of a form for a page, but no password and none of the page's state. */
    void keep(Map<String, String[]> typed, ShownTo shown, String address) {
        // Who wanted to leave had typed nothing.
        if (typed.containsKey("sign-out")) {
            return;
        }
        var fields = new HashMap<String, String>();
        int characters = 0;
        for (var field : typed.entrySet()) {
            var name = field.getKey();
            var value = String.join("\n", field.getValue());
            if (!isOfThePage(name)) {
                characters += FIELD + name.length() + value.length();
                fields.put(name, value);
            }
        }
        if (characters <= MOST_CHARACTERS) {
            put(
                    shown.person(),
                    new Form(shown.entity(), address, fields, characters, clock.instant()));
        }
    }

    private static boolean isOfThePage(String field) {
        return field.startsWith("jakarta.faces")
                || field.endsWith("_SUBMIT")
                || field.startsWith("password")
                || field.equals("at")
                || field.equals(SEAL);
    }

    private synchronized void put(UUID person, Form form) {
        remove(person);
        forms.put(person, form);
        size += form.size();
        while (size > MOST_ALTOGETHER) {
            remove(eldest());
        }
        forget();
    }

    /** What was kept for a person and the page at this address, once. */
    synchronized Optional<Form> take(UUID person, String address) {
        forget();
        var form = forms.get(person);
        if (form == null || !form.address().equals(address)) {
            return Optional.empty();
        }
        remove(person);
        return Optional.of(form);
    }

    /** How many are kept. */
    synchronized int count() {
        forget();
        return forms.size();
    }

    /** The map is in the order in which forms came. */
    private void forget() {
        var since = clock.instant().minus(LONGEST);
        while (!forms.isEmpty() && forms.values().iterator().next().at().isBefore(since)) {
            remove(eldest());
        }
    }

    private UUID eldest() {
        return forms.keySet().iterator().next();
    }

    private void remove(UUID person) {
        var form = forms.remove(person);
        if (form != null) {
            size -= form.size();
        }
    }
}
