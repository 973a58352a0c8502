package comity.console.http;

import comity.console.Fact;
import comity.console.MandateStanding;
import comity.console.MandatesDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The mandates as a whole, and one of them: its terms, how it stands, and what was done to it. */
@Named("mandate")
@RequestScoped
public class MandatePage {

    @Inject Visit visit;
    @Inject MandatesDesk desk;

    private @Nullable ObjectNode mandate;

    private ObjectNode json() {
        var found = mandate;
        if (found == null) {
            found = desk.mandate(visit.officer(), visit.parameter("id"));
            mandate = found;
        }
        return found;
    }

    private MandateLines lines() {
        return new MandateLines(visit.words(), json().required("terms"));
    }

    public String id() {
        return json().required("id").stringValue();
    }

    public String termsDigest() {
        return json().required("termsDigest").stringValue();
    }

    public String title() {
        return visit.words().of("mandate.title", lines().client(), lines().centre());
    }

    private MandateStanding standing() {
        return desk.standing(json());
    }

    public String state() {
        return visit.words().of("mandate.state." + standing().code());
    }

    public String tone() {
        return MandateLines.tone(standing());
    }

    public List<Fact> facts() {
        return lines().facts();
    }

    /** Whether the officer's entity is the one whose word it is. */
    public boolean isClient() {
        return lines().client().equals(visit.officer().entity());
    }

    /** Whether it waits for the client's grant. */
    public boolean isDraft() {
        return standing() == MandateStanding.DRAFT;
    }

    /** Whether it is for this officer to grant and revoke. */
    public boolean isSignatory() {
        return desk.maySign(visit.officer());
    }

    /** Whether the officer can do so on a page: the node keeps the entity's key. */
    public boolean isSigningHere() {
        return isSignatory() && desk.signingKey(visit.officer()).isPresent();
    }

    /** The act that can follow: {@code grant}, {@code revoke}, or empty for none. */
    public String next() {
        if (!isClient()) {
            return "";
        }
        return switch (standing()) {
            case DRAFT -> "grant";
            case AHEAD, IN_FORCE -> "revoke";
            case OVER, REVOKED -> "";
        };
    }

    /** What was done to it, the oldest first. */
    public List<ActLines.ActLine> acts() {
        var words = visit.words();
        var acts = new ArrayList<ActLines.ActLine>();
        for (var act : json().required("acts")) {
            acts.add(
                    new ActLines.ActLine(
                            words.of(
                                    "mandate.act." + act.required("act").stringValue(),
                                    act.required("entity").stringValue(),
                                    Instant.parse(act.required("at").stringValue())),
                            act.required("leaf").stringValue(),
                            List.of()));
        }
        return acts;
    }
}
