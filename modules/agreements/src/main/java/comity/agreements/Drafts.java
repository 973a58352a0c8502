package comity.agreements;

import comity.agreements.decision.AgreementId;
import comity.agreements.decision.Terms;
import comity.agreements.template.Annexes;
import comity.agreements.template.Templates;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.schema.Schemas;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts until they are signed. */
final class Drafts {

    private final EntityManager database;
    private final KeptAgreements kept;
    private final Schemas schemas;
    private final Supplier<TermsRules> rules;
    private final Templates templates;
    private final InstantSource clock;
    private final Ids ids;

    Drafts(
            EntityManager database,
            KeptAgreements kept,
            Schemas schemas,
            Supplier<TermsRules> rules,
            Templates templates,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.kept = kept;
        this.schemas = schemas;
        this.rules = rules;
        this.templates = templates;
        this.clock = clock;
        this.ids = ids;
    }

    ObjectNode draft(String entity, JsonNode json) {
        checked(entity, json);
        var agreement = new Agreement();
        agreement.id = ids.next();
        agreement.drafter = entity;
        agreement.draftedAt = Times.now(clock);
        database.persist(agreement);
        return keep(agreement, entity, json);
    }

    ObjectNode amend(String entity, AgreementId id, JsonNode json) {
        kept.requireVisible(entity, id);
        var terms = checked(entity, json);
        var agreement = kept.locked(id.value());
        var texts = kept.texts(List.of(agreement.id));
        requireParty(entity, texts.get(texts.size() - 1));
        if (texts.stream().anyMatch(text -> !text.isOpen())) {
            throw Problem.of(
                    AgreementsProblem.TEXT_IN_PREPARATION,
                    "Version %d is not open for signature yet: revise it."
                            .formatted(agreement.latest));
        }
        if (texts.stream().anyMatch(text -> text.termsDigest.equals(terms.digest()))) {
            throw Problem.of(
                    AgreementsProblem.TERMS_REFUSED, "The terms are those of an earlier version.");
        }
        return keep(agreement, entity, json);
    }

    private ObjectNode keep(Agreement agreement, String entity, JsonNode json) {
        int version = agreement.nextVersion();
        var text = AgreementText.draft(agreement.id, version, entity, Times.now(clock), json);
        database.flush();
        database.persist(text);
        kept.name(agreement.id);
        return line(text);
    }

    ObjectNode revise(String entity, AgreementId id, JsonNode content) {
        kept.requireVisible(entity, id);
        schemas.schema("terms-revision/1").requireValid(content);
        var terms = checked(entity, content.required("terms"));
        var agreement = kept.locked(id.value());
        var text = inPreparation(entity, agreement, content, "replaces");
        requireWhoBegan(text, terms);
        text.revise(entity, Times.now(clock), content.required("terms"));
        kept.name(agreement.id);
        return line(text);
    }

    ObjectNode move(String entity, AgreementId id, JsonNode content) {
        kept.requireVisible(entity, id);
        schemas.schema("text-stage/1").requireValid(content);
        var agreement = kept.locked(id.value());
        var text = inPreparation(entity, agreement, content, "termsDigest");
        var stage = Stage.of(content.required("stage").stringValue()).orElseThrow();
        if (stage == Stage.OPEN) {
            open(text);
        } else {
            text.moveTo(stage);
        }
        database.flush();
        return line(text);
    }

    /**
     * Opens a text for signature.
     *
     * @throws Problem {@link AgreementsProblem#IDENTITY_NOT_PERMITTED} if nothing could ever be
     *     presented under it
     */
    void open(AgreementText text) {
        var missing = rules.get().unpermittedIdentities(Terms.of(text.json()));
        if (!missing.isEmpty()) {
            throw Problem.of(
                            AgreementsProblem.IDENTITY_NOT_PERMITTED,
                            "The terms do not permit what identifies a record.")
                    .withViolations(missing);
        }
        if (!text.isOpen()) {
            text.moveTo(Stage.OPEN);
            kept.name(text.agreement);
        }
    }

    /**
     * The text that a content speaks of, if the entity is a party of it as it now is, nobody has
     * changed it since and none has signed.
     */
    private AgreementText inPreparation(
            String entity, Agreement agreement, JsonNode content, String digest) {
        var text =
                KeptAgreements.visibleTo(entity, kept.texts(List.of(agreement.id))).stream()
                        .filter(each -> each.version == content.required("version").intValue())
                        .findFirst()
                        .orElseThrow(KeptAgreements::notFound);
        requireParty(entity, text);
        if (text.isOpen()) {
            throw Problem.of(
                    AgreementsProblem.TEXT_IS_OPEN,
                    "Version %d is open for signature.".formatted(text.version));
        }
        if (!text.termsDigest.equals(content.required(digest).stringValue())) {
            throw Problem.of(
                            AgreementsProblem.TEXT_CHANGED,
                            "Version %d has other terms by now.".formatted(text.version))
                    .at("/" + digest, "is not " + text.termsDigest);
        }
        return text;
    }

    /** What one began, another does not take from it: whoever wants it without drafts its own. */
    private static void requireWhoBegan(AgreementText text, Terms terms) {
        if (!terms.parties().contains(text.begunBy)) {
            throw Problem.of(AgreementsProblem.TERMS_REFUSED, "The terms break a rule.")
                    .at("/terms/parties", "lacks %s, which began the text".formatted(text.begunBy));
        }
    }

    private static void requireParty(String entity, AgreementText text) {
        if (!text.hasParty(entity)) {
            throw Problem.of(
                    AgreementsProblem.NOT_A_PARTY, entity + " is no party of the version.");
        }
    }

    private Terms checked(String entity, JsonNode json) {
        schemas.schema("agreement-terms/1").requireValid(json);
        var terms = Terms.of(json);
        if (!terms.parties().contains(entity)) {
            throw Problem.of(
                    AgreementsProblem.NOT_A_PARTY, entity + " is no party of these terms.");
        }
        var violations = new ArrayList<>(rules.get().violations(terms));
        violations.addAll(templates.violations(json));
        violations.addAll(Annexes.violations(json));
        if (!violations.isEmpty()) {
            throw Problem.of(AgreementsProblem.TERMS_REFUSED, "The terms break a rule.")
                    .withViolations(violations);
        }
        return terms;
    }

    private static ObjectNode line(AgreementText text) {
        return Json.object()
                .put("id", text.agreement.toString())
                .put("version", text.version)
                .put("termsDigest", text.termsDigest)
                .put("stage", text.stage);
    }
}
