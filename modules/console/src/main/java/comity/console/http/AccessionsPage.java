package comity.console.http;

import comity.console.Accession;
import comity.console.Fact;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Others' accessions to the version at hand that the officer's entity can answer. */
@Named("accessions")
@RequestScoped
public class AccessionsPage {

    /**
     * One of them.
     *
     * @param text who acceded, and what silence means
     * @param reservations with which it did
     * @param object the address of an objection; empty if it is too late for one
     */
    public record Line(
            String entity,
            String text,
            List<Fact> reservations,
            String countersign,
            String object) {

        public Line {
            reservations = List.copyOf(reservations);
        }
    }

    @Inject Visit visit;
    @Inject AgreementPage agreement;
    @Inject InstantSource clock;

    /** In the order of the parties. */
    public List<Line> lines() {
        var now = clock.instant();
        return Accession.of(agreement.json(), visit.officer().entity(), now).stream()
                .map(each -> line(each, now))
                .toList();
    }

    private Line line(Accession accession, Instant now) {
        var code = accession.entity();
        return new Line(
                code,
                text(accession),
                new ActLines(visit.words()).reservations(accession.act()),
                address("countersign", code),
                accession.mayObject(now) ? address("object", code) : "");
    }

    private String address(String act, String of) {
        return agreement.act(act) + "&of=" + Addresses.encoded(of);
    }

    private String text(Accession accession) {
        var words = visit.words();
        if (accession.isObjected()) {
            return words.of("accession.objected", accession.entity());
        }
        return accession
                .objectionEnds()
                .map(end -> words.of("accession.until", accession.entity(), end))
                .orElseGet(() -> words.of("accession.countersign", accession.entity()));
    }
}
