package comity.bench;

import comity.agreements.decision.AgreementId;
import comity.agreements.decision.AgreementVersion;
import comity.agreements.decision.ClassHistory;
import comity.agreements.decision.DataRequest;
import comity.agreements.decision.InForce;
import comity.agreements.decision.LegalBasis;
import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.Raise;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.Reservation;
import comity.agreements.decision.SensitivityClass;
import comity.agreements.decision.SensitivityClasses;
import comity.agreements.decision.Signature;
import comity.agreements.decision.SignedAgreement;
import comity.agreements.decision.Terms;
import comity.kernel.Json;
import comity.schema.Schemas;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one decision costs among ten thousand agreements in force between forty entities, in CPU of
 * the thread that decides, and what an act costs the next request of a node. Target: less than 50
 * µs a decision.
 */
public final class DecisionBench {

    private static final int ENTITIES = 40;
    private static final int AGREEMENTS = 10_000;
    private static final int WARM_UP = 40_000;
    private static final int DECISIONS = 100_000;
    private static final int ACTS = 200;
    private static final double TARGET_MICROS = 50;
    private static final Instant SIGNED = Instant.parse("2026-02-01T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String TYPE = "background-verification";
    private static final List<String> PURPOSES = List.of("recruitment", "mobility", "audit");
    private static final List<String> POINTERS =
            List.of(
                    "/elements/misconduct",
                    "/elements/academic",
                    "/elements/employment",
                    "/elements/suitability");

    private static final ClassHistory CLASSES = ClassHistory.always(classes());

    private final Random random = new Random(20_181_011);
    private final RecordShape shape =
            RecordShape.of(Schemas.published().recordType(TYPE).orElseThrow());

    private DecisionBench() {}

    /**
     * Prints the figures; ends with 1 if the target is missed.
     *
     * @param arguments ignored
     */
    public static void main(String[] arguments) {
        var bench = new DecisionBench();
        var agreements = bench.agreements();
        var inForce = InForce.of(1, CLASSES, agreements);
        var requests = bench.requests();
        bench.decide(inForce, requests, WARM_UP);
        long before = cpu();
        int permitted = bench.decide(inForce, requests, DECISIONS);
        double micros = (cpu() - before) / 1_000.0 / DECISIONS;
        double act = bench.act(inForce, agreements);
        report(
                "%d agreements, %d entities: %.2f µs of CPU a decision (%d of %d permitted),"
                        + " %.0f µs to take in an act%n",
                AGREEMENTS, ENTITIES, micros, permitted, DECISIONS, act);
        if (micros >= TARGET_MICROS) {
            throw new IllegalStateException("A decision must cost less than 50 µs.");
        }
    }

    @SuppressWarnings("SystemOut") // A benchmark's figures are for the console.
    private static void report(String format, Object... figures) {
        System.out.printf(format, figures);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private int decide(InForce inForce, List<DataRequest> requests, int times) {
        int permitted = 0;
        for (int i = 0; i < times; i++) {
            var decision = inForce.decide(requests.get(i % requests.size()), shape, NOW);
            permitted += decision.permitted().isPresent() ? 1 : 0;
        }
        return permitted;
    }

    private double act(InForce inForce, List<SignedAgreement> agreements) {
        var latest = inForce;
        for (int i = 0; i < ACTS; i++) {
            latest = latest.with(i, CLASSES, List.of(agreements.get(i)));
        }
        long before = cpu();
        for (int i = 0; i < ACTS; i++) {
            latest = latest.with(i, CLASSES, List.of(agreements.get(i)));
        }
        return (cpu() - before) / 1_000.0 / ACTS;
    }

    private List<SignedAgreement> agreements() {
        var agreements = new ArrayList<SignedAgreement>(AGREEMENTS);
        for (int i = 0; i < AGREEMENTS; i++) {
            // Most are between two; some serve many.
            int size = random.nextInt(10) == 0 ? random.nextInt(3, 13) : 2;
            var parties = entities().subList(0, size);
            var terms = Terms.of(terms(parties));
            var signatures = new HashMap<String, Signature>();
            for (var party : parties) {
                signatures.put(party, Signature.at(SIGNED.plusSeconds(i), reservations(party)));
            }
            var id = new AgreementId(new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + i));
            agreements.add(
                    new SignedAgreement(
                            new AgreementVersion(id, 1), terms, signatures, new HashMap<>()));
        }
        return agreements;
    }

    private List<String> entities() {
        var entities = new ArrayList<String>();
        for (int i = 0; i < ENTITIES; i++) {
            entities.add("ENTITY-" + i);
        }
        Collections.shuffle(entities, random);
        return entities;
    }

    private ObjectNode terms(List<String> parties) {
        var terms = Json.object();
        terms.put("title", "Reuse").put("area", "human-resources");
        parties.forEach(terms.putArray("parties")::add);
        terms.putArray("recordTypes").add(random.nextInt(4) == 0 ? "job-classification" : TYPE);
        terms.putArray("purposes").add(PURPOSES.get(random.nextInt(PURPOSES.size())));
        var categories = terms.putArray("categories");
        categories
                .addObject()
                .put("name", "identity")
                .put("ceiling", "confidential")
                .putArray("pointers")
                .add("/subject");
        for (var pointer : POINTERS) {
            if (random.nextInt(4) > 0) {
                categories
                        .addObject()
                        .put("name", "category")
                        .put("ceiling", random.nextBoolean() ? "confidential" : "unclassified")
                        .putArray("pointers")
                        .add(pointer);
            }
        }
        categories.forEach(
                category -> ((ObjectNode) category).putArray("legalBases").add("mandate"));
        terms.put("retention", random.nextBoolean() ? "P1Y" : "P6M");
        terms.put("onwardSharing", "prohibited").put("commercialUse", "prohibited");
        terms.put("reidentification", "prohibited").put("breachNoticeHours", 72);
        terms.put("accession", "closed");
        terms.putObject("term").put("from", "2026-01-01").put("until", "2028-12-31");
        return terms;
    }

    private List<Reservation> reservations(String party) {
        if (random.nextInt(10) > 0) {
            return List.of();
        }
        var reservation = Json.object().put("retention", "P3M");
        reservation.putArray("pointers").add(POINTERS.get(random.nextInt(POINTERS.size())));
        return List.of(Reservation.of(party, 0, reservation));
    }

    private static SensitivityClasses classes() {
        var controls =
                new SensitivityClass.Controls(
                        false,
                        false,
                        false,
                        Optional.of(Period.ofYears(1)),
                        OnwardSharing.PROHIBITED,
                        Set.of(),
                        OptionalInt.of(72));
        return new SensitivityClasses(
                1,
                List.of(
                        new SensitivityClass("unclassified", 0, SensitivityClass.Controls.NONE),
                        new SensitivityClass("confidential", 10, controls),
                        new SensitivityClass("strictly-confidential", 20, controls)),
                Map.of(),
                List.of(new Raise(TYPE, "/elements/employment", "strictly-confidential")));
    }

    private List<DataRequest> requests() {
        var requests = new ArrayList<DataRequest>();
        for (int i = 0; i < 10_000; i++) {
            var pair = entities();
            requests.add(
                    new DataRequest(
                            pair.get(0),
                            pair.get(1),
                            TYPE,
                            PURPOSES.get(random.nextInt(PURPOSES.size())),
                            LegalBasis.MANDATE,
                            Optional.empty(),
                            random.nextBoolean() ? List.of() : List.of("/elements/academic")));
        }
        return requests;
    }
}
