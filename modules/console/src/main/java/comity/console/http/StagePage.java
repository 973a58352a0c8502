package comity.console.http;

import comity.agreements.AgreementsProblem;
import comity.console.AgreementsDesk;
import comity.console.DraftsDesk;
import comity.console.NextStages;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Moving one version on, or back: what follows, and, once that is said, the move. */
@Named("stage")
@RequestScoped
public class StagePage {

    @Inject Visit visit;
    @Inject AgreementsDesk agreements;
    @Inject DraftsDesk desk;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private @Nullable ObjectNode agreement;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /** Whether the officer may be here at all; asked before anything of the page is shown. */
    public boolean isOpen() {
        desk.requireMover(visit.officer());
        to();
        json();
        return true;
    }

    private ObjectNode json() {
        var found = agreement;
        if (found == null) {
            found =
                    agreements.agreement(
                            visit.officer(),
                            visit.parameter("id"),
                            OptionalInt.of(VersionNumber.in(visit.parameter("version"))));
            agreement = found;
        }
        return found;
    }

    /** Where it goes: {@code draft}, {@code review} or {@code open}. */
    public String to() {
        var stage = visit.parameter("to");
        if (!NextStages.ALL.contains(stage)) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such stage.");
        }
        return stage;
    }

    /** Whether it can go there now. */
    public boolean isPossible() {
        return NextStages.of(json(), visit.officer().entity()).contains(to());
    }

    public String id() {
        return json().required("id").stringValue();
    }

    public int version() {
        return json().required("version").intValue();
    }

    public String title() {
        return json().required("title").stringValue();
    }

    /** The digest of what was shown when the page was first asked for. */
    public String shownDigest() {
        return visit.typed("digest", json().required("termsDigest").stringValue());
    }

    /** The address of what is moved. */
    public String back() {
        return "/console/agreement?id=" + id() + "&version=" + version();
    }

    /** Whether there is no way back. */
    public boolean isForGood() {
        return to().equals("open");
    }

    /** What follows, in sentences. */
    public List<String> consequences() {
        var words = visit.words();
        var said = new ArrayList<String>();
        switch (to()) {
            case "review" -> {
                said.add(words.of("stage.review.shown", parties()));
                said.add(words.of("stage.review.changes"));
            }
            case "draft" -> said.add(words.of("stage.draft.back", parties()));
            default -> {
                said.add(words.of("stage.open.signed", parties()));
                said.add(words.of("stage.open.unchanging"));
                eligible().ifPresent(codes -> said.add(words.of("stage.open.eligible", codes)));
                if (json().required("versions").size() > 1) {
                    said.add(words.of("stage.open.earlier"));
                }
            }
        }
        return said;
    }

    private String parties() {
        var codes = new ArrayList<String>();
        json().required("parties")
                .forEach(party -> codes.add(party.required("entity").stringValue()));
        return visit.words().list(codes);
    }

    private Optional<String> eligible() {
        var codes = new ArrayList<String>();
        json().at("/terms/accession/eligible").forEach(code -> codes.add(code.asString("")));
        return codes.isEmpty() ? Optional.empty() : Optional.of(visit.words().list(codes));
    }

    /** Moves it. */
    public void move() {
        var words = visit.words();
        if (isForGood() && !visit.parameter("understood").equals("yes")) {
            errors.put("understood", words.of("act.understood.missing"));
            return;
        }
        try {
            desk.move(
                    visit.officer(),
                    new DraftsDesk.Place(id(), version(), visit.parameter("digest")),
                    to());
            Visit.go(back() + "&done=stage-" + to());
        } catch (Problem refused) {
            if (!(refused.type() instanceof AgreementsProblem)) {
                throw refused;
            }
            errors.put("stage", words.code("problem", refused.type().slug()));
        }
    }
}
