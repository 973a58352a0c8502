package comity.console;

import comity.agreements.Agreements;
import comity.agreements.AgreementsProblem;
import comity.agreements.decision.AgreementId;
import comity.agreements.template.Filling;
import comity.agreements.template.Template;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.Entity;
import comity.parties.Parties;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts of agreements until they are signed: made of templates, revised, and moved on. */
public final class DraftsDesk {

    private static final Role[] WRITERS = {Role.LEGAL_OFFICER};
    private static final Role[] MOVERS = {Role.LEGAL_OFFICER, Role.ADMINISTRATOR};

    /** How many entities a form offers at most. */
    private static final int MOST_ENTITIES = 2000;

    private final Transactions transactions;
    private final Agreements agreements;
    private final Parties parties;

    /**
     * Where a text is kept.
     *
     * @param id of the agreement; empty for a new one
     * @param version that is revised or moved, or that a next one is to be
     * @param replaces the digest of the terms that were read; empty for a next version
     */
    public record Place(String id, int version, String replaces) {

        /** Of a new agreement. */
        public static Place anew() {
            return new Place("", 1, "");
        }

        /** Of the version after one that was read. */
        public static Place after(String id, int version) {
            return new Place(id, version + 1, "");
        }

        /**
         * What was kept, if it is the version that it was to be.
         *
         * @throws Problem {@link AgreementsProblem#TEXT_IS_OPEN} if it is a later one: somebody
         *     drafted and opened another since the one before was read
         */
        ObjectNode require(ObjectNode kept) {
            int version = kept.required("version").intValue();
            if (version != this.version) {
                throw Problem.of(
                        AgreementsProblem.TEXT_IS_OPEN,
                        "Version %d is open for signature.".formatted(version - 1));
            }
            return kept;
        }
    }

    public DraftsDesk(Transactions transactions, Agreements agreements, Parties parties) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.parties = parties;
    }

    /** Whether the officer may write texts for the entity. */
    public boolean mayWrite(Officer officer) {
        return officer.is(WRITERS);
    }

    /** Whether the officer may send a text to review, back, or open it for signature. */
    public boolean mayMove(Officer officer) {
        return officer.is(MOVERS);
    }

    /** Demands that the officer may write. */
    public void requireWriter(Officer officer) {
        officer.require(WRITERS);
    }

    /** Demands that the officer may move a text on. */
    public void requireMover(Officer officer) {
        officer.require(MOVERS);
    }

    /** The templates that the node carries. */
    public List<Template> templates(Officer officer) {
        officer.require(WRITERS);
        return agreements.templates().all();
    }

    /**
     * One of them.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND}
     */
    public Template template(Officer officer, String id) {
        officer.require(WRITERS);
        return agreements
                .templates()
                .template(id)
                .orElseThrow(
                        () -> Problem.of(KernelProblem.NOT_FOUND, "There is no such template."));
    }

    /** The template of which terms were made, with their values; empty if they were not. */
    public Optional<Filling> filling(Officer officer, JsonNode terms) {
        officer.require(WRITERS);
        return agreements.templates().of(terms);
    }

    /** The directory, in the order of codes: who takes part, at most {@value #MOST_ENTITIES}. */
    public List<Entity> entities(Officer officer) {
        officer.require(WRITERS);
        return transactions.required(
                () -> {
                    var entities = new ArrayList<Entity>();
                    Optional<String> after = Optional.empty();
                    do {
                        var page = parties.list(after);
                        entities.addAll(page.items());
                        after = page.next();
                    } while (after.isPresent() && entities.size() < MOST_ENTITIES);
                    return entities.stream().filter(Entity::active).toList();
                });
    }

    /**
     * What a template makes of values; nothing is kept.
     *
     * @return as {@link Agreements#fill}
     * @throws Problem as {@link Agreements#fill}
     */
    public ObjectNode fill(Officer officer, String template, ObjectNode values) {
        officer.require(WRITERS);
        return transactions.required(() -> filled(template, values));
    }

    private ObjectNode filled(String template, ObjectNode values) {
        var content = Json.object();
        content.set("parameters", values);
        return agreements.fill(template, content);
    }

    /**
     * Makes terms of values and keeps them: the front door takes them as it would from the entity's
     * own system.
     *
     * @return {@code id}, {@code version}, {@code termsDigest}, {@code stage}
     * @throws Problem as {@link Agreements#fill}, {@link Agreements#draft}, {@link
     *     Agreements#amend} and {@link Agreements#revise}; {@link AgreementsProblem#TEXT_CHANGED}
     *     if somebody else revised it since it was read; {@link AgreementsProblem#TEXT_IS_OPEN} if
     *     the next version is not the one after that which was read. Then nothing is kept.
     */
    public ObjectNode keep(Officer officer, Place place, String template, ObjectNode values) {
        officer.require(WRITERS);
        var entity = officer.entity();
        return transactions.required(
                () -> {
                    var terms = filled(template, values).required("terms");
                    if (place.id().isEmpty()) {
                        return agreements.draft(entity, terms);
                    }
                    var id = known(place.id());
                    if (place.replaces().isEmpty()) {
                        return place.require(agreements.amend(entity, id, terms));
                    }
                    var revision = Json.object().put("version", place.version());
                    revision.put("replaces", place.replaces()).set("terms", terms);
                    return agreements.revise(entity, id, revision);
                });
    }

    /**
     * Moves a text on, or back.
     *
     * @param place of a version, with the digest that was shown
     * @param stage {@code draft}, {@code review} or {@code open}
     * @throws Problem as {@link Agreements#move}
     */
    public ObjectNode move(Officer officer, Place place, String stage) {
        officer.require(MOVERS);
        var content = Json.object().put("version", place.version());
        content.put("termsDigest", place.replaces()).put("stage", stage);
        return transactions.required(
                () -> agreements.move(officer.entity(), known(place.id()), content));
    }

    private static AgreementId known(String id) {
        return AgreementId.parse(id)
                .orElseThrow(
                        () -> Problem.of(KernelProblem.NOT_FOUND, "There is no such agreement."));
    }
}
