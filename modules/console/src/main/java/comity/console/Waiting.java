package comity.console;

import comity.parties.KeyUse;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** What waits for an officer: by role, from the other desks. */
public final class Waiting {

    /** How far ahead the end of a key is told. */
    private static final Duration KEY_ENDS = Duration.ofDays(60);

    /** How many agreements, and how many mandates, are looked through. */
    public static final int LOOKED_AT = 1000;

    /** How many items about agreements, and how many about mandates, a person is shown. */
    static final int SHOWN = 50;

    /**
     * Something to do.
     *
     * @param key of its words, below {@code waiting.}
     * @param parameters of its words
     */
    public record Item(String key, List<Object> parameters, String link, String tone) {

        public Item {
            parameters = List.copyOf(parameters);
        }

        /** Whether it is about a day. */
        boolean isDated() {
            return parameters.stream()
                    .anyMatch(each -> each instanceof LocalDate || each instanceof Instant);
        }
    }

    private final EntitiesDesk entities;
    private final AgreementsDesk agreements;
    private final ApprovalsDesk approvals;
    private final ClassesDesk classes;
    private final MandatesWaiting mandates;
    private final AccessionsWaiting accessions;
    private final InstantSource clock;

    public Waiting(
            EntitiesDesk entities,
            AgreementsDesk agreements,
            ApprovalsDesk approvals,
            ClassesDesk classes,
            MandatesDesk mandates,
            InstantSource clock) {
        this.entities = entities;
        this.agreements = agreements;
        this.approvals = approvals;
        this.classes = classes;
        this.mandates = new MandatesWaiting(mandates);
        this.accessions = new AccessionsWaiting(agreements, clock);
        this.clock = clock;
    }

    /** The most pressing first; at the end, where that is so, that there is more than is shown. */
    public List<Item> of(Officer officer) {
        var items = new ArrayList<Item>();
        if (approvals.mayDecide(officer)) {
            approvals(officer, items);
        }
        if (classes.mayApprove(officer) && classes.waiting(officer) > 0) {
            items.add(
                    new Item(
                            "proposals",
                            List.of(classes.waiting(officer)),
                            "/console/class-proposals",
                            "warn"));
        }
        if (officer.is(Role.ADMINISTRATOR, Role.AUDITOR)) {
            keys(officer, items);
        }
        if (officer.is(Role.SIGNATORY, Role.LEGAL_OFFICER)) {
            var texts = new ArrayList<Item>();
            boolean isCut = agreements(officer, texts);
            items.addAll(shown(texts, isCut, "/console/agreements"));
            var kept = new ArrayList<Item>();
            isCut = mandates.add(officer, kept);
            items.addAll(shown(kept, isCut, "/console/mandates"));
        }
        return items;
    }

    /**
     * What a person is shown: first what has a day, then what needs the entity's act, so that
     * nobody hides either behind what can wait.
     *
     * @param isCut whether more was there than was looked through
     * @param list where all of them are
     */
    static List<Item> shown(List<Item> items, boolean isCut, String list) {
        var shown = new ArrayList<>(items);
        shown.sort(
                Comparator.comparing((Item item) -> !item.isDated())
                        .thenComparing(item -> item.tone().equals("calm")));
        if (shown.size() > SHOWN || isCut) {
            shown.subList(Math.min(shown.size(), SHOWN), shown.size()).clear();
            shown.add(new Item("more", List.of(), list, "calm"));
        }
        return shown;
    }

    private void approvals(Officer officer, List<Item> items) {
        var count = approvals.count(officer);
        if (count.number() > 0) {
            items.add(
                    new Item(
                            count.isMore() ? "approvals.more" : "approvals",
                            List.of(count.number()),
                            "/console/approvals",
                            "warn"));
        }
    }

    private void keys(Officer officer, List<Item> items) {
        var now = clock.instant();
        var keys = entities.keys(officer, officer.entity());
        var address = "/console/entity?code=" + officer.entity();
        for (var use : KeyUse.values()) {
            if (keys.stream().noneMatch(key -> key.maySign(use, now))) {
                items.add(new Item("no-key." + use.code(), List.of(), address, "bad"));
            }
        }
        for (var key : keys) {
            var ends = key.expiresAt().filter(at -> at.isBefore(now.plus(KEY_ENDS)));
            if (key.isValidAt(now) && ends.isPresent()) {
                items.add(new Item("key-ends", List.of(ends.get()), address, "warn"));
            }
        }
    }

    private boolean agreements(Officer officer, List<Item> items) {
        return Pages.each(
                after -> agreements.list(officer, after),
                LOOKED_AT,
                each -> agreement(officer, each, items));
    }

    private void agreement(Officer officer, JsonNode line, List<Item> items) {
        var title = line.required("title").stringValue();
        var address = "/console/agreement?id=" + line.required("id").stringValue();
        var newest = newest(officer, line);
        if (Awaited.of(newest, officer.entity()) == Awaited.SIGNATURE) {
            int version = newest.required("version").intValue();
            items.add(
                    new Item(
                            "to-sign",
                            List.of(title, version),
                            address + "&version=" + version,
                            "warn"));
        }
        items.addAll(accessions.of(officer, line));
        if (newest.has("terms")) {
            items.addAll(accessions.of(officer, newest));
        }
        for (var version : line.path("versions")) {
            if (version.path("state").asString("").equals("review")
                    && officer.is(Role.LEGAL_OFFICER)) {
                int number = version.required("version").intValue();
                items.add(
                        new Item(
                                "to-review",
                                List.of(title, number),
                                address + "&version=" + number,
                                "calm"));
            }
        }
        for (var warning : line.path("warnings")) {
            var code = warning.stringValue();
            var day = line.path(code.equals("expiring") ? "expiresOn" : "reviewOn");
            items.add(
                    new Item(
                            "agreement." + code,
                            List.of(title, LocalDate.parse(day.stringValue())),
                            address,
                            "warn"));
        }
    }

    /**
     * The newest version that can be signed: the line's own, or one that follows what is in force.
     */
    private JsonNode newest(Officer officer, JsonNode line) {
        int newest = Awaited.newestOpen(line);
        return newest > line.required("version").intValue()
                ? agreements.agreement(
                        officer, line.required("id").stringValue(), OptionalInt.of(newest))
                : line;
    }
}
