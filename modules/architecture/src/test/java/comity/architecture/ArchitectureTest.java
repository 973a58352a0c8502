package comity.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import comity.client.planted.Chatty;
import comity.kernel.planted.AccessorWithGet;
import comity.kernel.planted.LooksUp;
import comity.kernel.planted.ThingManager;
import comity.kernel.planted.WallClock;
import comity.trust.planted.ReachesInside;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    /** The command line talks to a person. */
    private static final Set<String> FOR_PERSONS = Set.of("comity.client.cli");

    /** Each rule, what it is for, and a class that breaks it. */
    static Stream<Arguments> rules() {
        var all = Packaged.classes();
        var server = without(all, FOR_PERSONS);
        return Stream.of(
                Arguments.of(Rules.ARROWS_POINT_DOWN, all, LooksUp.class),
                Arguments.of(Rules.ONLY_WHAT_IS_EXPORTED, all, ReachesInside.class),
                Arguments.of(Rules.NOTHING_FROM_OUTSIDE, all, WallClock.class),
                Arguments.of(Rules.NO_CONSOLE, server, Chatty.class),
                Arguments.of(Rules.NAMES_SAY_SOMETHING, all, ThingManager.class),
                Arguments.of(Rules.ACCESSORS_WITHOUT_GET, all, AccessorWithGet.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule, JavaClasses classes, Class<?> planted) {
        assertThat(planted).isNotNull();

        rule.check(classes);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void catchesWhatBreaksIt(ArchRule rule, JavaClasses classes, Class<?> planted) {
        assertThat(classes).isNotEmpty();

        var result = rule.evaluate(new ClassFileImporter().importClasses(planted));

        assertThat(result.hasViolation()).isTrue();
    }

    @Test
    void sawEveryModule() {
        var seen =
                Packaged.classes().stream()
                        .collect(Collectors.groupingBy(Packaged::moduleOf, Collectors.counting()));

        assertThat(seen.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Rules.ARROWS.keySet().stream(), Stream.of("app")).toList());
        assertThat(seen.values()).allMatch(count -> count >= 4);
        assertThat(Packaged.exports().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Rules.ARROWS.keySet().stream()
                                .filter(module -> !module.equals("client"))
                                .toList());
    }

    private static JavaClasses without(JavaClasses classes, Set<String> packages) {
        return classes.that(
                com.tngtech.archunit.base.DescribedPredicate.describe(
                        "outside " + packages,
                        (JavaClass type) -> !packages.contains(type.getPackageName())));
    }
}
