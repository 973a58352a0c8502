package comity.client.cli;

import comity.client.Comity;
import comity.client.RecordDraft;
import comity.client.SavedAnswer;
import comity.trust.TrustException;
import java.util.List;

/** The story of one exchange, told while it happens. */
final class Walkthrough {

    private final Telling telling;
    private final Screen screen;
    private final List<Comity> askers;
    private final List<Comity> centres;

    /**
     * @param askers who may ask, in the order of preference
     * @param centres who may ask for them, in the order of preference
     */
    Walkthrough(Telling telling, List<Comity> askers, List<Comity> centres) {
        this.telling = telling;
        this.screen = telling.screen();
        this.askers = List.copyOf(askers);
        this.centres = List.copyOf(centres);
    }

    /** Tells it to the end; the screen knows what failed. */
    SavedAnswer tell() {
        node();
        var record = publish();
        var asker = new Negotiation(telling, askers).tell();
        var saved = new Reuse(telling, asker).tell();
        new ServiceCentre(telling, asker, centreFor(asker)).tell();
        new Recall(telling, asker, record, saved).tell();
        screen.blank();
        screen.line(
                screen.failures() == 0
                        ? "Every check held."
                        : "Checks that failed: " + screen.failures());
        return saved;
    }

    private Comity centreFor(Comity client) {
        return centres.stream()
                .filter(centre -> !centre.entity().equals(client.entity()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TrustException(
                                        "centre-missing",
                                        "There is no other entity that could ask for %s."
                                                .formatted(client.entity())));
    }

    private void node() {
        var trust = telling.issuer().trust();
        screen.title("A walkthrough on " + trust.name());
        screen.fact("version", trust.version());
        screen.fact("log", trust.log().origin());
        screen.say(
                "Every request is signed by the entity that sends it; every answer is believed"
                        + " only under the node's own signature.");
    }

    private String publish() {
        var issuer = telling.issuer();
        var candidate = telling.candidate();
        screen.step(
                "%s publishes the background verification of a fictional candidate."
                        .formatted(issuer.entity()));
        screen.fact("candidate", candidate.person().name());
        screen.fact("born", candidate.person().birthDate());
        screen.fact("passport", candidate.person().country() + " " + candidate.passport());
        var draft = RecordDraft.of(Telling.TYPE, 1, candidate.content());
        var published = issuer.publish(draft);
        screen.fact("type", draft.urn());
        screen.fact("record", published.id());
        screen.say(
                "%s signed it itself, as an SD-JWT of which each part can be disclosed alone."
                        .formatted(issuer.entity()));
        telling.receipted(issuer, published);
        return published.id();
    }
}
