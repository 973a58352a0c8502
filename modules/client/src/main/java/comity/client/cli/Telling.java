package comity.client.cli;

import comity.client.Comity;
import comity.client.verify.LogEntry;
import comity.client.verify.ReceiptCheck;
import comity.client.wire.Consent;
import comity.client.wire.DataRequest;
import comity.client.wire.Decision;
import comity.client.wire.Receipted;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every chapter of the walkthrough shares.
 *
 * @param candidate whom the story is about
 */
record Telling(Screen screen, Comity issuer, Candidate candidate, InstantSource clock) {

    static final String TYPE = "background-verification";
    static final String PURPOSE = "recruitment";

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What an entity asks about the candidate: all four elements, of which it will not get all. */
    DataRequest request(Comity asker) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var consent =
                new Consent(
                        "C-" + candidate.passport(),
                        List.of(PURPOSE),
                        List.of(asker.entity()),
                        now.minus(1, ChronoUnit.DAYS).toString(),
                        now.plus(365, ChronoUnit.DAYS).toString(),
                        candidate.evidenceDigest());
        return new DataRequest(
                TYPE,
                PURPOSE,
                "consent",
                consent,
                candidate.query(),
                List.of(
                        "/elements/academic",
                        "/elements/employment",
                        "/elements/misconduct",
                        "/elements/suitability"),
                List.of(issuer.entity()),
                null,
                null,
                "VA-" + candidate.passport());
    }

    /** Checks the receipt of an act, its entry and its place in the log. */
    void receipted(Comity who, Receipted act) {
        var entry = act.entry();
        var proof = Optional.<String>empty();
        if (entry != null) {
            var leaf = LogEntry.of(entry).leaf();
            screen.fact("log entry", Words.brief(leaf));
            if (act.proof() == null) {
                proof = Optional.of(who.proof(leaf));
            }
        }
        screen.findings(new ReceiptCheck(who.trust()).check(act, proof));
    }

    /** Prints a decision. */
    void decision(Decision decision) {
        screen.fact("outcome", decision.outcome());
        fact("agreement", decision.agreement());
        var clauses = decision.clauses();
        if (clauses != null) {
            screen.fact("clauses", String.join(", ", clauses));
        }
        var approval = decision.approval();
        if (approval != null) {
            screen.fact("a person has to approve, by", String.join(", ", approval));
        }
        fact("missing", decision.clause());
        var why = decision.why();
        if (why != null) {
            screen.fact("why", Words.why(why));
        }
        for (var withheld : decision.withheldOrNone()) {
            screen.fact(
                    "withheld",
                    "%s: %s, by clause %s"
                            .formatted(
                                    withheld.pointer(),
                                    Words.why(withheld.why()),
                                    withheld.clause()));
        }
    }

    private void fact(String label, @Nullable String value) {
        if (value != null) {
            screen.fact(label, value);
        }
    }
}
