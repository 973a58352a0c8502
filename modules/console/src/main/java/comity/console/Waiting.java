package comity.console;

import comity.exchange.notice.Notices;
import comity.kernel.persistence.Transactions;
import comity.parties.KeyUse;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What waits for an officer: by role, from the other desks. */
public final class Waiting {

    /** How far ahead the end of a key is told. */
    private static final Duration KEY_ENDS = Duration.ofDays(60);

    /** How far ahead the end of an agreement is told. */
    private static final int AGREEMENT_ENDS_DAYS = 90;

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
    }

    private final Transactions transactions;
    private final EntitiesDesk entities;
    private final AgreementsDesk agreements;
    private final Notices notices;
    private final InstantSource clock;

    public Waiting(
            Transactions transactions,
            EntitiesDesk entities,
            AgreementsDesk agreements,
            Notices notices,
            InstantSource clock) {
        this.transactions = transactions;
        this.entities = entities;
        this.agreements = agreements;
        this.notices = notices;
        this.clock = clock;
    }

    /** The most pressing first. */
    public List<Item> of(Officer officer) {
        var items = new ArrayList<Item>();
        if (officer.is(Role.ADMINISTRATOR, Role.AUDITOR)) {
            keys(officer, items);
        }
        if (officer.is(Role.SIGNATORY, Role.LEGAL_OFFICER)) {
            agreements(officer, items);
        }
        if (officer.is(Role.VERIFICATION_OFFICER, Role.DATA_PROTECTION_OFFICER)) {
            notices(officer, items);
        }
        return items;
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

    private void agreements(Officer officer, List<Item> items) {
        // The first page only: whoever has more agreements looks for them in their list.
        agreements
                .list(officer, Optional.empty())
                .items()
                .forEach(each -> agreement(officer, each, items));
    }

    private void agreement(Officer officer, JsonNode agreement, List<Item> items) {
        var id = agreement.required("id").stringValue();
        var title = agreement.required("title").stringValue();
        var address = "/console/agreement?id=" + id;
        var state = agreement.required("state").stringValue();
        boolean isSigned = false;
        for (var party : agreement.required("parties")) {
            isSigned |=
                    party.required("entity").stringValue().equals(officer.entity())
                            && party.has("signedAt");
        }
        if (!isSigned && (state.equals("draft") || state.equals("partly-signed"))) {
            items.add(new Item("to-sign", List.of(title), address, "warn"));
        }
        if (!state.equals("in-force")) {
            return;
        }
        ends(officer, id)
                .filter(end -> end.isBefore(today().plusDays(AGREEMENT_ENDS_DAYS)))
                .ifPresent(
                        end ->
                                items.add(
                                        new Item(
                                                "agreement-ends",
                                                List.of(title, end),
                                                address,
                                                "warn")));
    }

    private Optional<LocalDate> ends(Officer officer, String id) {
        var until = agreements.agreement(officer, id).at("/terms/term/until");
        return until.isString()
                ? Optional.of(LocalDate.parse(until.stringValue()))
                : Optional.empty();
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private void notices(Officer officer, List<Item> items) {
        long unread =
                transactions.required(
                        () ->
                                notices.feed(officer.entity(), Optional.empty()).items().stream()
                                        .filter(notice -> notice.acknowledgedAt().isEmpty())
                                        .count());
        if (unread > 0) {
            items.add(new Item("notices", List.of(unread), "/console/exchanges", "warn"));
        }
    }
}
