package comity.console.http;

import comity.console.Fact;
import comity.console.Words;
import comity.kernel.Json;
import comity.trust.Base64Url;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The acts of parties in words, with what each reserved. */
final class ActLines {

    /**
     * One act.
     *
     * @param leaf its place in the log
     * @param reservations what it takes out of the terms, each as a line
     */
    public record ActLine(String text, String leaf, List<Fact> reservations) {

        public ActLine {
            reservations = List.copyOf(reservations);
        }
    }

    private final Words words;

    ActLines(Words words) {
        this.words = words;
    }

    /**
     * An accepted act, as docs/protocol.md, section 8 lists it: its signature was verified then.
     */
    ActLine line(JsonNode act) {
        var entity = act.required("entity").stringValue();
        var kind = words.code("act", act.required("act").stringValue());
        int version = act.required("version").intValue();
        var at = Instant.parse(act.required("at").stringValue());
        var text =
                act.has("accession")
                        ? words.of(
                                "agreement.act.about",
                                entity,
                                kind,
                                version,
                                act.path("accession").stringValue(),
                                at)
                        : words.of("agreement.act", entity, kind, version, at);
        return new ActLine(text, act.required("leaf").stringValue(), reservations(act));
    }

    /** What an act takes out of the terms, each part as a line. */
    List<Fact> reservations(JsonNode act) {
        var payload = act.required("jws").stringValue().split("\\.", -1)[1];
        var facts = new ArrayList<Fact>();
        for (var reservation : Json.read(Base64Url.decode(payload)).path("reservations")) {
            for (var member : reservation.properties()) {
                facts.add(
                        Fact.of(
                                words.code("reserved", member.getKey()),
                                said(member.getKey(), member.getValue())));
            }
        }
        return facts;
    }

    private String said(String member, JsonNode value) {
        var family =
                switch (member) {
                    case "recordTypes" -> "type";
                    case "purposes" -> "purpose";
                    case "legalBases" -> "basis";
                    case "ceiling" -> "class";
                    case "onwardSharing" -> "rule";
                    default -> "";
                };
        if (value.isArray()) {
            var codes = new ArrayList<String>();
            value.forEach(code -> codes.add(words.code(family, code.asString(""))));
            return words.list(codes);
        }
        var text = value.asString("");
        return member.equals("retention")
                ? words.period(Period.parse(text))
                : words.code(family, text);
    }
}
