package comity.agreements.sensitivity;

import comity.agreements.decision.Raise;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.SensitivityClass;
import comity.agreements.decision.SensitivityClasses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What lies between two states of the sensitivity classes. Pure.
 *
 * @param shapes of the record types, as their schemas have them
 */
record ScaleChange(Scale before, Scale after, Collection<RecordShape> shapes) {

    /** Which classes change, and in what, by rank: those that go first. */
    List<ClassChange> classes() {
        var changes = new ArrayList<ClassChange>();
        for (var each : before.classes()) {
            if (after.classOf(each.code()).isEmpty()) {
                changes.add(new ClassChange(each.code(), ClassChange.Kind.REMOVED, Set.of()));
            }
        }
        for (var each : after.classes()) {
            var was = before.classOf(each.code());
            if (was.isEmpty()) {
                changes.add(new ClassChange(each.code(), ClassChange.Kind.ADDED, Set.of()));
            } else if (!was.get().equals(each)) {
                changes.add(
                        new ClassChange(
                                each.code(), ClassChange.Kind.CHANGED, members(was.get(), each)));
            }
        }
        return changes;
    }

    private static Set<String> members(NamedClass was, NamedClass is) {
        var members = new TreeSet<String>();
        if (was.level().rank() != is.level().rank()) {
            members.add("rank");
        }
        if (!was.names().equals(is.names())) {
            members.add("names");
        }
        if (!was.guidance().equals(is.guidance())) {
            members.add("guidance");
        }
        var then = ScaleText.controls(was.level().controls());
        var now = ScaleText.controls(is.level().controls());
        var controls = new HashSet<>(then.propertyNames());
        controls.addAll(now.propertyNames());
        for (var control : controls) {
            if (!Optional.ofNullable(then.get(control))
                    .equals(Optional.ofNullable(now.get(control)))) {
                members.add(control);
            }
        }
        return members;
    }

    /** Every property whose class changes, or what its class demands. */
    List<PropertyChange> properties() {
        var was = before.decided(1);
        var is = after.decided(1);
        var changes = new ArrayList<PropertyChange>();
        for (var shape : shapes) {
            var then = was.raised(shape).properties();
            var now = is.raised(shape).properties();
            for (int i = 0; i < then.size(); i++) {
                var from = classOf(then.get(i), was);
                var to = classOf(now.get(i), is);
                if (!from.equals(to)) {
                    changes.add(
                            new PropertyChange(
                                    shape.type(), then.get(i).pointer(), code(from), code(to)));
                }
            }
        }
        return changes;
    }

    private static Optional<SensitivityClass> classOf(
            RecordShape.Property property, SensitivityClasses classes) {
        return classes.of(property.sensitivity());
    }

    private static String code(Optional<SensitivityClass> level) {
        return level.map(SensitivityClass::code).orElse("");
    }

    /** Whether nothing changes at all. */
    boolean isNone() {
        return before.equals(after);
    }

    /** Whether a class that it touches demands that a second person approves it. */
    boolean needsSecondPerson() {
        return touched().stream().anyMatch(each -> each.level().controls().secondPerson());
    }

    /**
     * The classes that change, and those that anything moves out of or into, as they were and will
     * be.
     */
    private Set<NamedClass> touched() {
        var codes = new TreeSet<String>();
        classes().forEach(each -> codes.add(each.code()));
        for (var property : properties()) {
            codes.add(property.from());
            codes.add(property.to());
        }
        for (var raise : raisesOfOneOnly()) {
            codes.add(raise.code());
        }
        var meanings = new HashSet<>(before.standsFor().entrySet());
        after.standsFor()
                .entrySet()
                .forEach(
                        each -> {
                            if (!meanings.remove(each)) {
                                meanings.add(each);
                            }
                        });
        meanings.forEach(each -> codes.add(each.getValue()));
        var touched = new LinkedHashSet<NamedClass>();
        for (var code : codes) {
            before.classOf(code).ifPresent(touched::add);
            after.classOf(code).ifPresent(touched::add);
        }
        return touched;
    }

    private Set<Raise> raisesOfOneOnly() {
        var raises = new HashSet<>(before.raises());
        for (var each : after.raises()) {
            if (!raises.remove(each)) {
                raises.add(each);
            }
        }
        return raises;
    }
}
