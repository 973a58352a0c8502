package comity.console.http;

import comity.agreements.AgreementsProblem;
import comity.agreements.decision.ActKind;
import comity.console.Accession;
import comity.console.AgreementsDesk;
import comity.console.Awaited;
import comity.console.Fact;
import comity.console.NextActs;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.people.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One act on one version of an agreement by the officer's entity: what follows from it, and, after
 * the password again, the act itself, signed with the key that the node keeps for the entity.
 */
@Named("act")
@RequestScoped
public class AgreementActPage {

    @Inject Visit visit;
    @Inject AgreementsDesk desk;
    @Inject Signing signing;
    @Inject InstantSource clock;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private @Nullable ObjectNode agreement;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /** Whether the officer may be here at all; asked before anything of the page is shown. */
    public boolean isOpen() {
        visit.officer().require(Role.SIGNATORY);
        kind();
        return true;
    }

    private ObjectNode json() {
        var found = agreement;
        if (found == null) {
            var version = visit.parameter("version");
            if (!version.matches("[1-9]\\d{0,4}")) {
                throw Problem.of(KernelProblem.NOT_FOUND, "There is no such version.");
            }
            found =
                    desk.agreement(
                            visit.officer(),
                            visit.parameter("id"),
                            OptionalInt.of(Integer.parseInt(version)));
            agreement = found;
        }
        return found;
    }

    private ActKind kind() {
        return ActKind.of(visit.parameter("act"))
                .orElseThrow(() -> Problem.of(KernelProblem.NOT_FOUND, "There is no such act."));
    }

    /** The terms of the version. */
    JsonNode terms() {
        return json().required("terms");
    }

    /** The accession that a countersignature or an objection answers. */
    private Optional<Accession> accession() {
        var of = visit.parameter("of");
        return Accession.of(json(), visit.officer().entity(), clock.instant()).stream()
                .filter(each -> each.entity().equals(of))
                .findFirst();
    }

    /** Whose accession is answered; empty if the act answers none. */
    public String of() {
        return kind().answersAccession() ? visit.parameter("of") : "";
    }

    /** With what reservations the other acceded. */
    public List<Fact> reservations() {
        return accession()
                .map(each -> new ActLines(visit.words()).reservations(each.act()))
                .orElse(List.of());
    }

    /** Whether the act is a signature, which can have reservations. */
    public boolean isSignature() {
        return kind() == ActKind.SIGN;
    }

    /** The code of the act. */
    public String code() {
        return kind().code();
    }

    /** Whether it takes something away. */
    public boolean isRisk() {
        return kind() == ActKind.SUSPEND || kind() == ActKind.TERMINATE || kind() == ActKind.OBJECT;
    }

    /** Whether it can be done now, by the node. */
    public boolean isPossible() {
        return !thumbprint().isEmpty()
                && switch (kind()) {
                    case COUNTERSIGN -> accession().isPresent();
                    case OBJECT ->
                            accession().filter(each -> each.mayObject(clock.instant())).isPresent();
                    default -> NextActs.of(json(), visit.officer().entity()).contains(kind());
                };
    }

    /** The thumbprint of the key that signs; empty if the node keeps none. */
    public String thumbprint() {
        return desk.signingKey(visit.officer()).orElse("");
    }

    public String id() {
        return text("id");
    }

    public int version() {
        return json().required("version").intValue();
    }

    public String title() {
        return text("title");
    }

    public String termsDigest() {
        return text("termsDigest");
    }

    /** The address of what is acted on. */
    public String back() {
        return "/console/agreement?id=" + id() + "&version=" + version();
    }

    /** What follows, in sentences. */
    public List<String> consequences() {
        var words = visit.words();
        var entity = visit.officer().entity();
        var terms = json().required("terms");
        return switch (kind()) {
            case SIGN -> signing(terms);
            case SUSPEND ->
                    List.of(
                            words.of("act.suspend.stops", entity, others()),
                            words.of("act.suspend.until"),
                            words.of("act.stays"),
                            words.of("act.told"));
            case RESUME ->
                    List.of(words.of("act.resume.goes-on", entity, others()), words.of("act.told"));
            case TERMINATE -> ending(terms);
            case COUNTERSIGN ->
                    List.of(
                            words.of("act.countersign.binds", entity, of(), begins(terms)),
                            words.of("act.sign.discloses", entity),
                            words.of("act.countersign.this", of()),
                            words.of("act.countersign.for-good", of()));
            case OBJECT -> objecting();
        };
    }

    private List<String> objecting() {
        var words = visit.words();
        var entity = visit.officer().entity();
        var said = new ArrayList<String>();
        said.add(words.of("act.object.stops", entity, of()));
        accession()
                .flatMap(Accession::objectionEnds)
                .ifPresent(end -> said.add(words.of("act.object.silence", end)));
        said.add(words.of("act.object.others", of()));
        said.add(words.of("act.object.back"));
        return said;
    }

    private static LocalDate begins(JsonNode terms) {
        return LocalDate.parse(terms.at("/term/from").stringValue());
    }

    private List<String> signing(JsonNode terms) {
        var words = visit.words();
        var said = new ArrayList<String>();
        var from = begins(terms);
        if (Awaited.of(json(), visit.officer().entity()) == Awaited.ACCESSION) {
            var days = terms.path("objectionDays");
            said.add(
                    days.isIntegralNumber()
                            ? words.of("act.accede.binds-after", from, days.intValue())
                            : words.of("act.accede.binds", from));
        } else {
            said.add(words.of("act.sign.binds", from));
        }
        said.add(words.of("act.sign.discloses", visit.officer().entity()));
        if (json().required("versions").size() > 1) {
            said.add(words.of("act.sign.supersedes"));
        }
        said.add(words.of("act.sign.for-ever"));
        return said;
    }

    private List<String> ending(JsonNode terms) {
        var words = visit.words();
        var said = new ArrayList<String>();
        said.add(words.of("act.terminate.stops", visit.officer().entity(), others()));
        said.add(words.of("act.terminate.for-good", visit.officer().entity()));
        var termination = terms.path("termination");
        if (termination.path("noticeDays").isIntegralNumber()) {
            said.add(words.of("act.terminate.notice", termination.path("noticeDays").intValue()));
        }
        if (termination.path("withinDays").isIntegralNumber()) {
            said.add(words.of("act.terminate.copies", termination.path("withinDays").intValue()));
        } else {
            said.add(words.of("act.stays"));
        }
        said.add(words.of("act.told"));
        return said;
    }

    private String others() {
        var codes = new ArrayList<String>();
        json().required("pairs").forEach(pair -> codes.add(pair.required("with").stringValue()));
        return visit.words().list(codes);
    }

    /** Does it. */
    public void sign() {
        var wrong = new LinkedHashMap<String, String>();
        Optional<ObjectNode> reservation =
                isSignature()
                        ? ReservationForm.read(visit::parameter, visit::all, wrong)
                        : Optional.empty();
        say(wrong);
        var signatory = signing.signatory(errors);
        if (signatory.isEmpty()) {
            return;
        }
        try {
            desk.act(
                    visit.officer(),
                    new AgreementsDesk.Intent(
                            visit.parameter("id"),
                            version(),
                            visit.parameter("digest"),
                            kind(),
                            signatory.get(),
                            reservation,
                            of().isEmpty() ? Optional.empty() : accession()));
            Visit.go(back() + "&done=act-" + code());
        } catch (Problem refused) {
            if (refused.type() == KernelProblem.NOT_FOUND) {
                throw refused;
            }
            if (refused.type() == AgreementsProblem.RESERVATION_WIDENS) {
                ReservationForm.refused(refused, wrong);
                say(wrong);
            }
            errors.put("act", visit.words().code("problem", refused.type().slug()));
        }
    }

    private void say(Map<String, String> wrong) {
        wrong.forEach((field, key) -> errors.put(field, visit.words().of(key)));
    }

    private String text(String member) {
        return json().required(member).stringValue();
    }
}
