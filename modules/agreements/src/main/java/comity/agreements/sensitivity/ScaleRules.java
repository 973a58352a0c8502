package comity.agreements.sensitivity;

import comity.agreements.decision.Raise;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.SensitivityClass;
import comity.kernel.Problem.Violation;
import comity.schema.RecordSchema;
import comity.schema.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What the schema of a scale cannot say. Source: docs/agreements.md, "Sensitivity classes".
 *
 * @param shapes as their schemas have them, by type
 */
record ScaleRules(Map<String, RecordShape> shapes) {

    /** Of the latest version of every record type. */
    static ScaleRules of(Schemas schemas) {
        var shapes = new HashMap<String, RecordShape>();
        for (var type : schemas.recordTypes()) {
            schemas.recordType(type.name())
                    .ifPresent(latest -> shapes.put(latest.name(), RecordShape.of(latest)));
        }
        return new ScaleRules(Map.copyOf(shapes));
    }

    /** What is wrong: each place as a JSON Pointer into the document. */
    List<Violation> violations(Scale scale) {
        var violations = new ArrayList<Violation>();
        ofClasses(scale, violations);
        ofCodes(scale, violations);
        ofRaises(scale, violations);
        return violations;
    }

    private static void ofClasses(Scale scale, List<Violation> violations) {
        var codes = new HashSet<String>();
        var ranks = new HashSet<Integer>();
        for (int i = 0; i < scale.classes().size(); i++) {
            var level = scale.classes().get(i).level();
            if (!codes.add(level.code())) {
                violations.add(new Violation("/classes/" + i + "/code", "is another's too"));
            }
            if (!ranks.add(level.rank())) {
                violations.add(new Violation("/classes/" + i + "/rank", "is another's too"));
            }
        }
    }

    /** "The schema says it in the default codes (another set of classes maps them)." */
    private static void ofCodes(Scale scale, List<Violation> violations) {
        for (var each : scale.standsFor().entrySet()) {
            var at = "/standsFor/" + each.getKey();
            if (scale.classOf(each.getKey()).isPresent()) {
                violations.add(new Violation(at, "is a class of its own"));
            } else if (scale.classOf(each.getValue()).isEmpty()) {
                violations.add(new Violation(at, "means no class"));
            }
        }
        int below = Integer.MIN_VALUE;
        for (var code : RecordSchema.SENSITIVITIES) {
            var level = scale.meaning(code);
            if (level.isEmpty()) {
                violations.add(
                        new Violation("/standsFor", code + ", which schemas use, means no class"));
            } else if (level.get().rank() <= below) {
                // One that meant no more than the one before would lower what a schema says.
                violations.add(
                        new Violation("/standsFor", code + " means no higher class than the last"));
            } else {
                below = level.get().rank();
            }
        }
    }

    private void ofRaises(Scale scale, List<Violation> violations) {
        var places = new HashSet<String>();
        for (int i = 0; i < scale.raises().size(); i++) {
            var raise = scale.raises().get(i);
            var at = "/raises/" + i;
            var shape = shapes.get(raise.type());
            if (!places.add(raise.type() + raise.pointer())) {
                violations.add(new Violation(at, "is there twice"));
            } else if (shape == null) {
                violations.add(new Violation(at + "/type", "is no record type"));
            } else if (!shape.knows(raise.pointer())) {
                violations.add(new Violation(at + "/pointer", "is no property of the type"));
            } else {
                ofRaise(scale, raise, shape, at, violations);
            }
        }
    }

    /** "An administrator may raise it, never lower it below the schema's." */
    private static void ofRaise(
            Scale scale, Raise raise, RecordShape shape, String at, List<Violation> violations) {
        var level = scale.classOf(raise.code()).map(NamedClass::level);
        if (level.isEmpty()) {
            violations.add(new Violation(at + "/class", "is no class"));
            return;
        }
        boolean raises = false;
        for (var property : shape.properties()) {
            if (RecordShape.covers(raise.pointer(), property)) {
                int own =
                        scale.meaning(property.sensitivity())
                                .map(SensitivityClass::rank)
                                .orElse(Integer.MAX_VALUE);
                if (own > level.get().rank()) {
                    violations.add(
                            new Violation(at + "/class", "is below that of " + property.pointer()));
                    return;
                }
                raises |= own < level.get().rank();
            }
        }
        if (!raises) {
            violations.add(
                    new Violation(at + "/class", "is that of the schema: it raises nothing"));
        }
    }
}
