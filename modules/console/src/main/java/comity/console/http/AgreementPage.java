package comity.console.http;

import comity.agreements.decision.ActKind;
import comity.console.AgreementsDesk;
import comity.console.Awaited;
import comity.console.DraftsDesk;
import comity.console.Fact;
import comity.console.NextActs;
import comity.console.NextStages;
import comity.console.SimulatorDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One version of an agreement: its clauses in words, its parties, its pairs, its acts. */
@Named("agreement")
@RequestScoped
public class AgreementPage {

    /** One version, where it is shown, and where beside the one at hand. */
    public record VersionLine(
            String name, String state, String tone, String link, String compared) {}

    /** Where the version can be moved, and where that is done. */
    public record StageLine(String name, String link) {}

    @Inject Visit visit;
    @Inject AgreementsDesk desk;
    @Inject SimulatorDesk simulator;
    @Inject DraftsDesk drafts;

    private @Nullable ObjectNode agreement;

    /** The version at hand. */
    ObjectNode json() {
        var found = agreement;
        if (found == null) {
            found = desk.agreement(visit.officer(), visit.parameter("id"), wanted());
            agreement = found;
        }
        return found;
    }

    private OptionalInt wanted() {
        return VersionNumber.wanted(visit.parameter("version"));
    }

    public String id() {
        return text("id");
    }

    public String title() {
        return text("title");
    }

    public String state() {
        return visit.words().code("state", text("state"));
    }

    public String tone() {
        return tone(text("state"));
    }

    static String tone(String state) {
        return switch (state) {
            case "in-force" -> "good";
            case "open", "partly-signed", "signed", "suspended", "waiting" -> "warn";
            case "ended", "expired" -> "bad";
            default -> "calm";
        };
    }

    public String termsDigest() {
        return text("termsDigest");
    }

    public int version() {
        return json().required("version").intValue();
    }

    /** The other versions, the oldest first. */
    public List<VersionLine> others() {
        var words = visit.words();
        var others = new ArrayList<VersionLine>();
        for (var each : json().required("versions")) {
            int number = each.required("version").intValue();
            var state = each.required("state").stringValue();
            if (number != version()) {
                others.add(
                        new VersionLine(
                                words.of("agreement.version", number),
                                words.code("state", state),
                                tone(state),
                                "/console/agreement?id=" + id() + "&version=" + number,
                                "/console/agreement-compare?id=%s&from=%d&to=%d"
                                        .formatted(
                                                id(),
                                                Math.min(number, version()),
                                                Math.max(number, version()))));
            }
        }
        return others;
    }

    /** Whether the officer drafts for the entity. */
    public boolean isWriter() {
        return drafts.mayWrite(visit.officer());
    }

    /** Where the officer revises this version; empty if that is not to be. */
    public String revision() {
        return drafts.mayWrite(visit.officer())
                        && NextStages.isRevisable(json(), visit.officer().entity())
                ? "/console/agreement-draft?id=" + id() + "&version=" + version()
                : "";
    }

    /** Where the officer drafts the next version; empty if that is not to be. */
    public String next() {
        return drafts.mayWrite(visit.officer())
                        && NextStages.isAmendable(json(), visit.officer().entity())
                ? "/console/agreement-draft?id=" + id() + "&after=" + version()
                : "";
    }

    /** Where the officer can move this version, the way on first. */
    public List<StageLine> stages() {
        return drafts.mayMove(visit.officer())
                ? NextStages.of(json(), visit.officer().entity()).stream()
                        .map(
                                stage ->
                                        new StageLine(
                                                visit.words().of("stage." + stage + ".title"),
                                                "/console/agreement-stage?id=%s&version=%d&to=%s"
                                                        .formatted(id(), version(), stage)))
                        .toList()
                : List.of();
    }

    /** Whether the version is not open for signature yet. */
    public boolean isInPreparation() {
        return List.of("draft", "review").contains(text("state"));
    }

    /** Who wrote the version as it is, and when. */
    public String drafted() {
        return visit.words()
                .of("agreement.drafted", text("draftedBy"), instant(json(), "draftedAt"));
    }

    /** Where the version is taken along: {@code pdf} or {@code json}. */
    public String export(String form) {
        return "/console/agreement-%s?id=%s&version=%d".formatted(form, id(), version());
    }

    /** Why it could not be taken along, in words; empty if nobody tried in vain. */
    public String trouble() {
        return switch (visit.parameter("trouble")) {
            case "not-acceptable" -> visit.words().of("agreement.trouble.long");
            case "" -> "";
            default -> visit.words().of("agreement.trouble.busy");
        };
    }

    /** Whether the officer's entity, a party, has yet to sign. */
    public boolean isToSign() {
        return Awaited.of(json(), visit.officer().entity()) == Awaited.SIGNATURE;
    }

    /** Whether the officer's entity may accede. */
    public boolean isToAccede() {
        return Awaited.of(json(), visit.officer().entity()) == Awaited.ACCESSION;
    }

    /** Whether it is for this officer to see to that. */
    public boolean isSignatory() {
        return desk.maySign(visit.officer());
    }

    /** Whether the officer can sign on a page: the node keeps the entity's key. */
    public boolean isSigningHere() {
        return isSignatory() && desk.signingKey(visit.officer()).isPresent();
    }

    /**
     * The address of the simulator with this version supposed; empty if it is not the officer's.
     */
    public String simulated() {
        return simulator.isOpenTo(visit.officer())
                ? "/console/simulator?text=" + id() + "%2F" + version()
                : "";
    }

    /** The codes of the other acts that the officer can do on a page. */
    public List<String> further() {
        return isSigningHere()
                ? NextActs.of(json(), visit.officer().entity()).stream()
                        .filter(kind -> kind != ActKind.SIGN)
                        .map(ActKind::code)
                        .toList()
                : List.of();
    }

    /** The address of the page of an act. */
    public String act(String code) {
        return "/console/agreement-act?id=" + id() + "&version=" + version() + "&act=" + code;
    }

    public List<Fact> parties() {
        var words = visit.words();
        var parties = new ArrayList<Fact>();
        for (var party : json().required("parties")) {
            var code = party.required("entity").stringValue();
            parties.add(
                    party.has("signedAt")
                            ? Fact.of(
                                            code,
                                            words.of(
                                                    party.has("acceded")
                                                            ? "agreement.acceded-at"
                                                            : "agreement.signed-at",
                                                    instant(party, "signedAt")))
                                    .as("good")
                            : Fact.of(code, words.of("agreement.not-signed")).as("warn"));
        }
        return parties;
    }

    /** How it stands between the officer's entity and each other. */
    public List<Fact> pairs() {
        var words = visit.words();
        var pairs = new ArrayList<Fact>();
        for (var pair : json().required("pairs")) {
            var state = pair.required("state").stringValue();
            var said = words.code("state", state);
            pairs.add(
                    Fact.of(
                                    pair.required("with").stringValue(),
                                    pair.has("since")
                                            ? words.of(
                                                    "agreement.pair", said, instant(pair, "since"))
                                            : said)
                            .as(tone(state)));
        }
        return pairs;
    }

    /** The days ahead: of the end and of the next review. */
    public List<Fact> days() {
        var words = visit.words();
        var days = new ArrayList<Fact>();
        if (json().has("expiresOn")) {
            days.add(day(words.of("agreement.expires"), "expiresOn", "expiring"));
        }
        if (json().has("reviewOn")) {
            days.add(day(words.of("agreement.review"), "reviewOn", "review-due"));
        }
        return days;
    }

    private Fact day(String label, String member, String warning) {
        var fact = Fact.of(label, visit.words().day(LocalDate.parse(text(member))));
        boolean isNear =
                json().path("warnings")
                        .valueStream()
                        .anyMatch(each -> each.asString("").equals(warning));
        return isNear ? fact.as("warn") : fact;
    }

    /** The acts on every version, the oldest first. */
    public List<ActLines.ActLine> acts() {
        var lines = new ActLines(visit.words());
        var acts = new ArrayList<ActLines.ActLine>();
        json().required("acts").forEach(act -> acts.add(lines.line(act)));
        return acts;
    }

    /** The terms, clause by clause. */
    public List<TermsLines.ClauseLine> clauses() {
        return new TermsLines(visit.words(), json().required("terms")).clauses();
    }

    private static Instant instant(JsonNode of, String member) {
        return Instant.parse(of.required(member).stringValue());
    }

    private String text(String member) {
        return json().required(member).stringValue();
    }
}
