package comity.agreements.paper;

import comity.agreements.template.Filling;
import comity.agreements.template.Templates;
import comity.documents.Block;
import comity.documents.Composition;
import comity.documents.Phrase;
import comity.trust.Jcs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Sets one version of an agreement: its prose in each binding language, the annexes, the terms as
 * data, and the signatures. The same version with the same acts gives the same composition,
 * whenever it is asked for.
 */
public final class AgreementPaper {

    private final PaperFacts facts;
    private final Optional<Filling> filling;
    private final PaperWords words;
    private final List<Block> blocks = new ArrayList<>();

    private AgreementPaper(PaperFacts facts, Optional<Filling> filling) {
        this.facts = facts;
        this.filling = filling;
        this.words =
                PaperWords.in(
                        filling.map(Filling::languages).orElse(List.of()).stream()
                                .findFirst()
                                .orElse("en"));
    }

    public static Composition of(PaperFacts facts, Templates templates) {
        return new AgreementPaper(facts, templates.of(facts.terms())).set();
    }

    /** What every page of a sandbox's papers says, in the language of the paper. */
    public static String fictional(String language) {
        return PaperWords.in(language).say("sandbox");
    }

    private Composition set() {
        heading(1, Phrase.of(title(), words.language()));
        blocks.add(
                new Block.Table(
                        List.of(words.phrase("item"), words.phrase("value")),
                        List.of(
                                List.of(
                                        words.phrase("agreement"),
                                        Phrase.literal(facts.agreement().toString())),
                                List.of(
                                        words.phrase("version"),
                                        Phrase.literal(Integer.toString(facts.version()))),
                                List.of(words.phrase("digest"), Phrase.literal(facts.digest())),
                                List.of(words.phrase("template"), Phrase.literal(template())))));
        paragraph(words.phrase("drafted", facts.draftedBy(), time(facts.draftedAt())));
        note();
        filling.ifPresent(filled -> filled.languages().forEach(each -> prose(filled, each)));
        parties();
        annexes();
        data();
        acts();
        return new Composition(
                title(),
                words.say("description", facts.version(), facts.agreement()),
                words.language(),
                facts.dated(),
                blocks,
                facts.digest(),
                Optional.of(
                        new Composition.Attachment(
                                "terms.json",
                                "application/json",
                                words.say("data"),
                                // What the digest is made of, octet by octet.
                                new String(Jcs.canonical(facts.terms()), StandardCharsets.UTF_8))));
    }

    private String title() {
        return filling.map(filled -> filled.template().title().in(words.language()))
                .orElseGet(() -> facts.terms().path("title").stringValue(""));
    }

    private String template() {
        var reference = facts.terms().path("template");
        return reference.isMissingNode()
                ? "–"
                : "%s, %s"
                        .formatted(
                                reference.path("id").asString(""),
                                reference.path("version").asString(""));
    }

    private void note() {
        if (filling.isPresent() && !filling.get().template().isReviewed()) {
            blocks.add(new Block.Note(words.phrase("proposal")));
        } else if (filling.isEmpty()) {
            blocks.add(
                    new Block.Note(
                            words.phrase(
                                    facts.terms().has("template")
                                            ? "unknownTemplate"
                                            : "withoutTemplate")));
        }
    }

    private void prose(Filling filled, String language) {
        heading(2, PaperWords.in(language).phrase("text"));
        int number = 0;
        for (var clause : filled.prose(language)) {
            number++;
            heading(3, Phrase.of(number + ". " + clause.heading(), language));
            paragraph(Phrase.of(clause.text(), language));
        }
    }

    private void parties() {
        heading(2, words.phrase("parties"));
        var rows = new ArrayList<List<Phrase>>();
        facts.names()
                .forEach(
                        (code, name) ->
                                rows.add(
                                        List.of(
                                                Phrase.literal(code),
                                                Phrase.of(name, words.language()))));
        blocks.add(new Block.Table(List.of(words.phrase("entity"), words.phrase("name")), rows));
    }

    private void annexes() {
        int number = 0;
        for (var annex : facts.terms().path("annexes")) {
            number++;
            var language = annex.required("language").stringValue();
            heading(
                    2,
                    Phrase.of(
                            PaperWords.in(language)
                                    .say("annex", number, annex.required("title").stringValue()),
                            language));
            paragraph(Phrase.of(annex.required("text").stringValue(), language));
        }
    }

    private void data() {
        heading(2, words.phrase("data"));
        paragraph(words.phrase("dataNote"));
        var rows = new ArrayList<List<Phrase>>();
        for (var member : facts.terms().propertyNames()) {
            // Printed above.
            if (!member.equals("annexes")) {
                lines(member, facts.terms().required(member), rows);
            }
        }
        blocks.add(new Block.Table(List.of(words.phrase("clause"), words.phrase("value")), rows));
    }

    /** A line for each value; texts of a list share one. */
    private void lines(String place, JsonNode value, List<List<Phrase>> rows) {
        if (value.isObject()) {
            for (var member : value.propertyNames()) {
                lines(place + "/" + member, value.required(member), rows);
            }
        } else if (value.isArray() && !value.isEmpty() && !value.get(0).isString()) {
            for (int i = 0; i < value.size(); i++) {
                lines(place + "/" + i, value.get(i), rows);
            }
        } else {
            rows.add(List.of(Phrase.literal(place), Phrase.of(text(value), "zxx")));
        }
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asString("");
        }
        var texts = new ArrayList<String>();
        value.forEach(each -> texts.add(each.asString("")));
        return String.join(", ", texts);
    }

    private void acts() {
        heading(2, words.phrase("signatures"));
        if (facts.acts().isEmpty()) {
            paragraph(words.phrase("unsigned"));
            return;
        }
        var rows = new ArrayList<List<Phrase>>();
        var leaves = new ArrayList<List<Phrase>>();
        for (var done : facts.acts()) {
            rows.add(
                    List.of(
                            Phrase.literal(done.entity()),
                            words.phrase(done.act(), done.accession()),
                            Phrase.of(done.signatory(), words.language()),
                            Phrase.literal(time(done.at()))));
            leaves.add(
                    List.of(
                            Phrase.literal(done.entity() + ", " + time(done.at())),
                            Phrase.literal(done.leaf())));
        }
        blocks.add(
                new Block.Table(
                        List.of(
                                words.phrase("entity"),
                                words.phrase("act"),
                                words.phrase("signatory"),
                                words.phrase("at")),
                        rows));
        blocks.add(new Block.Table(List.of(words.phrase("act"), words.phrase("leaf")), leaves));
        for (var done : facts.acts()) {
            for (var reservation : done.reservations()) {
                paragraph(words.phrase("reservation", done.entity(), reservation));
            }
        }
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void heading(int level, Phrase text) {
        blocks.add(new Block.Heading(level, text));
    }

    private void paragraph(Phrase text) {
        blocks.add(new Block.Paragraph(text));
    }
}
