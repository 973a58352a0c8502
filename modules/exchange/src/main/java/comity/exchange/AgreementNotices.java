package comity.exchange;

import comity.agreements.AgreementChange;
import comity.agreements.AgreementObserver;
import comity.exchange.notice.Notice;
import comity.exchange.notice.Notices;
import comity.kernel.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells entities what happens to their agreements, in the transaction in which it does. Whoever
 * holds copies that may still be kept is told by when to return or erase them. Source:
 * docs/protocol.md, section 5.
 */
final class AgreementNotices implements AgreementObserver {

    private final HeldCopies copies;
    private final Notices notices;

    AgreementNotices(HeldCopies copies, Notices notices) {
        this.copies = copies;
        this.notices = notices;
    }

    @Override
    public void changed(AgreementChange change) {
        SortedMap<String, ObjectNode> abouts = new TreeMap<>();
        change.told().forEach(entity -> abouts.put(entity, about(change)));
        if (isOver(change)) {
            var day = change.at().atOffset(ZoneOffset.UTC).toLocalDate();
            copies.holdersUnder(change.agreement().value(), change.by(), day)
                    .forEach(
                            (holder, last) ->
                                    abouts.computeIfAbsent(holder, any -> about(change))
                                            .put("until", earlier(last, change).toString()));
        } else {
            change.due()
                    .ifPresent(
                            day ->
                                    abouts.values()
                                            .forEach(each -> each.put("due", day.toString())));
        }
        notices.emit(
                kind(change),
                change.at(),
                change.by().orElse(""),
                Notice.NO_RECORD,
                change.recordTypes(),
                abouts);
    }

    private static boolean isOver(AgreementChange change) {
        return change.kind() == AgreementChange.Kind.ENDED
                || change.kind() == AgreementChange.Kind.EXPIRED;
    }

    private static ObjectNode about(AgreementChange change) {
        var about = Json.object();
        about.put("agreement", change.agreement().toString());
        about.put("version", change.version());
        change.by().ifPresent(entity -> about.put("entity", entity));
        return about;
    }

    /** The terms' date for returning copies, unless none may be kept so long anyway. */
    private static LocalDate earlier(LocalDate last, AgreementChange change) {
        return change.due().filter(day -> day.isBefore(last)).orElse(last);
    }

    private static String kind(AgreementChange change) {
        return switch (change.kind()) {
            case SUSPENDED -> "agreement-suspended";
            case RESUMED -> "agreement-resumed";
            case ENDED -> "agreement-ended";
            case EXPIRED -> "agreement-expired";
            case EXPIRING -> "agreement-expiring";
            case REVIEW_DUE -> "agreement-review-due";
        };
    }
}
