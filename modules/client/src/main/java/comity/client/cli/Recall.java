package comity.client.cli;

import comity.client.Comity;
import comity.client.NodeTrust;
import comity.client.SavedAnswer;
import comity.client.verify.AnswerCheck;
import comity.client.wire.Notice;
import comity.client.wire.StatusChange;
import comity.trust.TrustException;
import comity.trust.statuslist.RecordStatus;
import comity.trust.statuslist.StatusListToken;
import comity.trust.statuslist.StatusPlace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What was relied on is withdrawn, and reaches who relied on it. */
record Recall(Telling telling, Comity asker, String record, SavedAnswer saved) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_PAGES = 1000;

    /** Tells it. */
    void tell() {
        var before = endOfFeed();
        withdraw();
        var notice = notified(before);
        acknowledged(notice);
        seen();
    }

    /** Where the feed ends now, so that only what is new is looked at. */
    private Optional<String> endOfFeed() {
        var cursor = Optional.<String>empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            var found = asker.notices(cursor, Duration.ZERO);
            cursor = found.next().or(cursorBefore(cursor));
            if (found.items().isEmpty()) {
                return cursor;
            }
        }
        throw new TrustException("feed-too-long", "The feed of notices does not end.");
    }

    private static Supplier<Optional<String>> cursorBefore(Optional<String> cursor) {
        return () -> cursor;
    }

    private void withdraw() {
        screen().step(
                        "%s withdraws the record: the diploma turned out to be forged."
                                .formatted(issuer()));
        var changed =
                telling.issuer()
                        .changeStatus(
                                record,
                                new StatusChange(
                                        "withdrawn",
                                        "falsified",
                                        "The university has no such graduate: file closed.",
                                        null,
                                        List.of(Candidate.DIPLOMA)));
        screen().fact("record", record);
        screen().fact("status", changed.status() + ", reason falsified");
        screen().fact("element", Candidate.DIPLOMA + ", the academic check");
        telling.receipted(telling.issuer(), changed);
    }

    private Notice notified(Optional<String> before) {
        screen().step("%s receives the notice and acknowledges it.".formatted(asker.entity()));
        var until = telling.clock().instant().plus(PATIENCE);
        var cursor = before;
        while (telling.clock().instant().isBefore(until)) {
            var page = asker.notices(cursor, Duration.ofSeconds(5));
            for (var notice : page.items()) {
                if (record.equals(notice.record())) {
                    return told(notice);
                }
            }
            cursor = page.next().or(cursorBefore(cursor));
        }
        throw new TrustException(
                "notice-missing",
                "%s was not told within %d seconds."
                        .formatted(asker.entity(), PATIENCE.toSeconds()));
    }

    private Notice told(Notice notice) {
        screen().fact("notice", notice.id());
        screen().fact("kind", notice.kind());
        screen().fact("says", "%s, reason %s".formatted(notice.status(), notice.reasonCode()));
        screen().check(
                        "withdrawn".equals(notice.status())
                                && issuer().equals(notice.issuer())
                                && List.of(Candidate.DIPLOMA).equals(notice.changed()),
                        "It names the record, its issuer, the new status, and of the elements only"
                                + " the one concerned, which %s was given."
                                        .formatted(asker.entity()));
        return notice;
    }

    private void acknowledged(Notice notice) {
        var closed = asker.acknowledge(notice.id());
        screen().check(
                        closed.acknowledgedAt() != null,
                        "Acknowledged at " + closed.acknowledgedAt() + ".");
        var seen =
                telling.issuer()
                        .record(record)
                        .path("notices")
                        .valueStream()
                        .anyMatch(
                                told ->
                                        told.path("recipient").asString("").equals(asker.entity())
                                                && told.has("acknowledgedAt"));
        screen().check(seen, "%s sees who has acknowledged.".formatted(issuer()));
    }

    private void seen() {
        screen().step("%s sees the change of status.".formatted(asker.entity()));
        var place = place();
        screen().fact("status list", place.uri());
        screen().fact("place", Integer.toString(place.index()));
        var trust = asker.trust();
        var status =
                StatusListToken.verify(
                                asker.statusList(URI.create(place.uri())),
                                place.uri(),
                                kid -> trust.key(NodeTrust.Purpose.STATUS_LIST, kid),
                                telling.clock().instant())
                        .at(place);
        screen().check(
                        status == RecordStatus.WITHDRAWN,
                        "The status list, signed by the node, says: withdrawn or superseded.");
        var again = asker.ask(telling.request(asker));
        screen().check(
                        !again.refused()
                                && again.answers().stream()
                                        .allMatch(answer -> answer.records().isEmpty()),
                        "Asked again, the answer is empty: only what is valid is disclosed.");
    }

    private StatusPlace place() {
        for (var answer : saved.exchange().answers()) {
            for (var received : answer.records()) {
                if (received.id().equals(record)) {
                    return AnswerCheck.verified(received, answer.issuer(), saved.evidence())
                            .claims()
                            .status();
                }
            }
        }
        throw new TrustException("record-missing", "The record was not in the answer.");
    }

    private Screen screen() {
        return telling.screen();
    }

    private String issuer() {
        return telling.issuer().entity();
    }
}
