package comity.exchange;

import comity.agreements.MandatedAct;
import comity.exchange.notice.Notice;
import comity.exchange.notice.Notices;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.parties.Answer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door of notices: an entity's own, and those of a client to its centre. Every method
 * joins the caller's transaction. Source: docs/protocol.md, section 5.
 */
public final class Feeds {

    private final Notices notices;
    private final Mandated mandated;
    private final Approvals approvals;
    private final ExchangeSeal seal;
    private final InstantSource clock;

    Feeds(
            Notices notices,
            Mandated mandated,
            Approvals approvals,
            ExchangeSeal seal,
            InstantSource clock) {
        this.notices = notices;
        this.mandated = mandated;
        this.approvals = approvals;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What is new after a cursor: all of the caller's own, or, of a client's, what is about the
     * record types of its mandates to acknowledge and not about what the caller asked itself. What
     * a centre is not shown leaves no gap: its cursors are sealed.
     *
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is not one of the feed,
     *     {@link ExchangeProblem#MANDATE_MISSING}
     */
    public Page<ObjectNode> feed(String caller, Optional<String> client, Optional<String> after) {
        var types = mandated.types(caller, client, MandatedAct.ACKNOWLEDGE);
        var recipient = client.orElse(caller);
        if (types.isEmpty()) {
            return notices.feed(recipient, types, after).map(each -> view(each, caller));
        }
        var cursor = after.map(given -> seal.openCursor(caller, recipient, given));
        var shown = new ArrayList<ObjectNode>();
        boolean isMore = true;
        while (shown.isEmpty() && isMore) {
            var page = notices.feed(recipient, types, cursor);
            page.items().stream()
                    .filter(each -> !isAsked(each, caller))
                    .forEach(each -> shown.add(view(each, caller)));
            cursor = page.next();
            isMore = !page.items().isEmpty();
        }
        return new Page<>(
                shown, cursor.map(position -> seal.sealCursor(caller, recipient, position)));
    }

    /**
     * That something waits for the client tells whether the client has a record: who asked is not
     * to learn it by another mandate.
     */
    private boolean isAsked(Notice notice, String centre) {
        return notice.kind().equals(Notice.APPROVAL_WAITING)
                && approvals.asked(
                        centre,
                        UUID.fromString(notices.about(notice).required("exchange").stringValue()));
    }

    /**
     * Closes a notice.
     *
     * @return 200 with the notice
     * @throws Problem {@link KernelProblem#NOT_FOUND} if the entity has no such notice, or it is
     *     about nothing that a mandate covers; {@link ExchangeProblem#MANDATE_MISSING}
     */
    public Answer acknowledge(String caller, Optional<String> client, UUID id) {
        var types = mandated.types(caller, client, MandatedAct.ACKNOWLEDGE);
        var notice = notices.notice(client.orElse(caller), id);
        var at = Times.now(clock);
        if (types.isEmpty()) {
            return Answer.of(200, view(notices.acknowledge(caller, id, at), caller));
        }
        var about = new TreeSet<>(notice.types());
        about.retainAll(types.get());
        if (about.isEmpty() || isAsked(notice, caller)) {
            throw Notices.notFound();
        }
        var acting = mandated.acting(caller, client, MandatedAct.ACKNOWLEDGE, about.first());
        acting.through()
                .ifPresent(
                        through ->
                                notices.acknowledge(
                                        notice, at, through.centre(), through.mandate()));
        return Mandated.keep(
                Answer.of(200, view(notice, caller)),
                acting,
                MandatedAct.ACKNOWLEDGE,
                about.first());
    }

    private ObjectNode view(Notice notice, String caller) {
        var view = Json.object();
        view.put("id", notice.id().toString());
        view.put("kind", notice.kind());
        view.put("at", notice.emittedAt().toString());
        if (!notice.recipient().equals(caller)) {
            view.put("onBehalfOf", notice.recipient());
        }
        view.setAll(notices.about(notice));
        notice.tellAcknowledgement(view);
        return view;
    }
}
