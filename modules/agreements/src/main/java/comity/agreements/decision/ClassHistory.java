package comity.agreements.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The versions of the sensitivity classes, and from when each counts. Immutable. Of those whose
 * time has come, the one with the highest number is in effect: a later version also replaces what
 * was to take effect after it.
 */
public final class ClassHistory {

    /** No version yet. */
    public static final ClassHistory NONE = new ClassHistory(List.of());

    /** One version, from an instant on. */
    public record Dated(Instant from, SensitivityClasses classes) {}

    /** In the order of their numbers. */
    private final List<Dated> versions;

    private ClassHistory(List<Dated> versions) {
        this.versions = List.copyOf(versions);
    }

    /** One version that always counted. */
    public static ClassHistory always(SensitivityClasses classes) {
        return NONE.with(List.of(new Dated(Instant.MIN, classes)));
    }

    /**
     * The same with later versions.
     *
     * @throws IllegalArgumentException if their numbers do not follow on
     */
    public ClassHistory with(List<Dated> later) {
        if (later.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(versions);
        int latest = latest();
        for (var each : later) {
            if (each.classes().version() <= latest) {
                throw new IllegalArgumentException(
                        "Version %d comes after %d.".formatted(each.classes().version(), latest));
            }
            latest = each.classes().version();
            all.add(each);
        }
        return new ClassHistory(all);
    }

    /** The number of the latest version, whether or not it has taken effect; 0 if there is none. */
    public int latest() {
        return versions.isEmpty() ? 0 : versions.get(versions.size() - 1).classes().version();
    }

    /** What counts at an instant; classes that permit nothing before the first version. */
    public SensitivityClasses at(Instant at) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (!at.isBefore(versions.get(i).from())) {
                return versions.get(i).classes();
            }
        }
        return SensitivityClasses.NONE;
    }
}
