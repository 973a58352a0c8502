package comity.agreements.sensitivity;

import comity.agreements.decision.InForce;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.schema.Schema;
import comity.schema.Schemas;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The front door of the sensitivity classes: their versions, and what a change would do. Every
 * method joins the caller's transaction. Source: docs/agreements.md, "Sensitivity classes".
 */
public final class Scales {

    private final KeptScales kept;
    private final Schemas schemas;
    private final Schema schema;
    private final ScaleRules rules;
    private final Supplier<InForce> inForce;
    private final Iterable<ScaleReach> reaches;
    private final InstantSource clock;

    /**
     * @param inForce as the caller's transaction sees it
     * @param reaches asked for at each question, so that they may depend on what is made after this
     */
    public Scales(
            EntityManager database,
            Schemas schemas,
            Supplier<InForce> inForce,
            Iterable<ScaleReach> reaches,
            InstantSource clock) {
        this.kept = new KeptScales(database);
        this.schemas = schemas;
        this.schema = schemas.schema("sensitivity-scale/1");
        this.rules = ScaleRules.of(schemas);
        this.inForce = inForce;
        this.reaches = reaches;
        this.clock = clock;
    }

    /** The version in effect now. */
    public ScaleVersion inEffect() {
        var at = Times.now(clock);
        return kept.version(inForce.get().classes().at(at).version());
    }

    /** The latest version, whether or not it has taken effect: what a proposal changes. */
    public ScaleVersion latest() {
        return kept.version(kept.latest());
    }

    /**
     * A version.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is none of this number
     */
    public ScaleVersion version(int number) {
        return kept.version(number);
    }

    /**
     * The versions, the oldest first.
     *
     * @param after the cursor of the page before
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is none
     */
    public Page<ScaleVersion> versions(Optional<String> after) {
        return kept.page(after.map(Scales::number).orElse(0));
    }

    private static int number(String cursor) {
        if (!cursor.matches("[1-9][0-9]{0,8}")) {
            throw Problem.of(KernelProblem.INVALID_REQUEST, "'after' is no cursor.");
        }
        return Integer.parseInt(cursor);
    }

    /** Whether a scale still keeps the rules: record types can change under it. */
    boolean isValid(Scale scale) {
        return rules.violations(scale).isEmpty();
    }

    /** Which class every property of every record type has under a scale. */
    public Matrix matrix(Scale scale) {
        return Matrix.of(scale, schemas);
    }

    /**
     * What a change of the latest version would do, as things stand.
     *
     * @param at when it would take effect; now, if empty
     * @param viewer whose own agreements and records may be counted and shown
     * @throws Problem {@link KernelProblem#INVALID_CONTENT} if the scale breaks its schema or a
     *     rule; {@code errors} point into its document
     */
    public Impact impact(Scale scale, Optional<Instant> at, Viewer viewer) {
        requireValid(scale);
        return impact(latest().scale(), scale, at, viewer);
    }

    boolean needsSecondPerson(Scale before, Scale after) {
        return change(before, after).needsSecondPerson();
    }

    private ScaleChange change(Scale before, Scale after) {
        return new ScaleChange(before, after, rules.shapes().values());
    }

    Impact impact(Scale before, Scale after, Optional<Instant> at, Viewer viewer) {
        var change = change(before, after);
        var properties = change.properties();
        var agreements =
                new AgreementsImpact(rules.shapes().values(), before.decided(1), after.decided(1));
        for (var binding : inForce.get().standing(at.orElseGet(clock::instant))) {
            agreements.look(binding, viewer);
        }
        var reached = new ArrayList<ScaleReach.Reached>();
        reaches.forEach(each -> reached.addAll(each.reached(properties, viewer)));
        return new Impact(
                change.needsSecondPerson(),
                change.classes(),
                properties,
                agreements.looked(),
                agreements.less(),
                agreements.more(),
                agreements.examples(),
                reached);
    }

    /**
     * Demands that a scale follows its schema and the rules.
     *
     * @throws Problem {@link KernelProblem#INVALID_CONTENT}; {@code errors} point into its document
     */
    void requireValid(Scale scale) {
        schema.requireValid(scale.toJson());
        var violations = rules.violations(scale);
        if (!violations.isEmpty()) {
            throw Problem.of(KernelProblem.INVALID_CONTENT, "The classes break a rule.")
                    .withViolations(violations);
        }
    }
}
