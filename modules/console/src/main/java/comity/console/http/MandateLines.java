package comity.console.http;

import comity.console.Fact;
import comity.console.MandateStanding;
import comity.console.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The terms of a mandate in words, and what its grant and its revocation mean. */
final class MandateLines {

    private final Words words;
    private final JsonNode terms;

    /**
     * @param terms as the schema {@code mandate-terms} has them
     */
    MandateLines(Words words, JsonNode terms) {
        this.words = words;
        this.terms = terms;
    }

    String client() {
        return terms.required("client").stringValue();
    }

    String centre() {
        return terms.required("centre").stringValue();
    }

    /** The names of the record types. */
    String types() {
        return list("recordTypes", "type");
    }

    /** What the centre may do, in a few words. */
    String acts() {
        return list("acts", "mandated");
    }

    LocalDate from() {
        return LocalDate.parse(terms.at("/term/from").stringValue());
    }

    LocalDate until() {
        return LocalDate.parse(terms.at("/term/until").stringValue());
    }

    private String list(String member, String family) {
        var said = new ArrayList<String>();
        terms.required(member).forEach(code -> said.add(words.code(family, code.stringValue())));
        return words.list(said);
    }

    List<Fact> facts() {
        return List.of(
                Fact.of(words.of("mandate.client"), client())
                        .to("/console/entity?code=" + client()),
                Fact.of(words.of("mandate.centre"), centre())
                        .to("/console/entity?code=" + centre()),
                Fact.of(words.of("clause.types"), types()),
                Fact.of(words.of("mandate.acts"), acts()),
                Fact.of(words.of("clause.term"), words.of("clause.term.until", from(), until())));
    }

    /** What follows from the grant, in sentences. */
    List<String> granting() {
        var said = new ArrayList<String>();
        for (var act : terms.required("acts")) {
            said.add(
                    words.of(
                            "mandated." + act.stringValue() + ".follows",
                            client(),
                            centre(),
                            types()));
        }
        said.add(words.of("mandate.grant.term", from(), until()));
        said.add(words.of("mandate.grant.seen", client(), centre()));
        said.add(words.of("mandate.grant.not-passed-on", centre()));
        said.add(words.of("mandate.grant.revocable"));
        return said;
    }

    /** What follows from the revocation, in sentences. */
    List<String> revoking() {
        return List.of(
                words.of("mandate.revoke.stops", client(), centre()),
                words.of("mandate.revoke.stays", centre()),
                words.of("mandate.revoke.others", client(), centre()),
                words.of("mandate.revoke.for-good"));
    }

    static String tone(MandateStanding standing) {
        return switch (standing) {
            case IN_FORCE -> "good";
            case DRAFT, AHEAD -> "warn";
            case OVER, REVOKED -> "bad";
        };
    }
}
