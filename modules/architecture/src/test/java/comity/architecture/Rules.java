package comity.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules. */
final class Rules {

    /** Which modules each may use. Source: docs/architecture.md: arrows point down only. */
    static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("kernel", Set.of()),
                    Map.entry("trust", Set.of("kernel")),
                    Map.entry("documents", Set.of("kernel")),
                    Map.entry("schema", Set.of("kernel", "trust")),
                    Map.entry("ledger", Set.of("schema", "trust", "kernel")),
                    Map.entry("parties", Set.of("ledger", "schema", "trust", "kernel")),
                    Map.entry(
                            "agreements",
                            Set.of("documents", "parties", "ledger", "schema", "trust", "kernel")),
                    Map.entry(
                            "exchange",
                            Set.of("agreements", "parties", "ledger", "schema", "trust", "kernel")),
                    Map.entry(
                            "verification",
                            Set.of(
                                    "exchange",
                                    "agreements",
                                    "parties",
                                    "ledger",
                                    "schema",
                                    "trust",
                                    "kernel")),
                    Map.entry(
                            "console",
                            Set.of(
                                    "exchange",
                                    "agreements",
                                    "documents",
                                    "parties",
                                    "ledger",
                                    "schema",
                                    "trust",
                                    "kernel")),
                    Map.entry(
                            "sandbox",
                            Set.of(
                                    "verification",
                                    "exchange",
                                    "agreements",
                                    "parties",
                                    "ledger",
                                    "schema",
                                    "trust",
                                    "kernel")),
                    Map.entry("client", Set.of("trust", "kernel")));

    private static final String ASSEMBLY = "app";

    /** Calls that bring in a clock or chance from outside: "Type.method". */
    private static final Set<String> UNINJECTED =
            Set.of(
                    "java.time.Instant.now",
                    "java.time.LocalDate.now",
                    "java.time.LocalDateTime.now",
                    "java.time.OffsetDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.time.Clock.systemUTC",
                    "java.time.Clock.systemDefaultZone",
                    "java.time.InstantSource.system",
                    "java.lang.System.currentTimeMillis",
                    "java.util.UUID.randomUUID",
                    "java.lang.Math.random",
                    "java.util.concurrent.ThreadLocalRandom.current");

    /**
     * Where no container injects and the SDK begins: {@code Connection.to}, which the command line
     * too takes its clock from.
     */
    private static final Set<String> COMPOSED_BY_HAND =
            Set.of("comity.client.Connection.to(java.net.URI, comity.client.EntityKeys)");

    private static final Pattern HOUSE_NAME =
            Pattern.compile(".*(Impl|Manager|Helper|Utils?|Dto|DTO|Service)");

    private static final Pattern GETTER = Pattern.compile("get[A-Z].*");

    private Rules() {}

    static final ArchRule ARROWS_POINT_DOWN =
            classes()
                    .should(
                            eachDependency(
                                    "use only the modules below its own",
                                    (dependency, complain) -> {
                                        var from = Packaged.moduleOf(dependency.origin());
                                        var to = Packaged.moduleOf(dependency.target());
                                        if (!to.isEmpty()
                                                && !to.equals(from)
                                                && !from.equals(ASSEMBLY)
                                                && !ARROWS.getOrDefault(from, Set.of())
                                                        .contains(to)) {
                                            complain.accept(dependency.description());
                                        }
                                    }));

    static final ArchRule ONLY_WHAT_IS_EXPORTED =
            classes()
                    .should(
                            eachDependency(
                                    "use of another module only what it exports",
                                    (dependency, complain) -> {
                                        var from = Packaged.moduleOf(dependency.origin());
                                        var to = Packaged.moduleOf(dependency.target());
                                        if (!to.isEmpty()
                                                && !to.equals(from)
                                                && !from.equals(ASSEMBLY)
                                                && !Packaged.exports()
                                                        .getOrDefault(to, Set.of())
                                                        .contains(
                                                                dependency
                                                                        .target()
                                                                        .getPackageName())) {
                                            complain.accept(dependency.description());
                                        }
                                    }));

    static final ArchRule NOTHING_FROM_OUTSIDE =
            classes()
                    .should(
                            eachMember(
                                    "take the time, chance and ids from what is injected",
                                    Rules::uninjected));

    static final ArchRule NO_CONSOLE =
            classes()
                    .should(
                            eachMember(
                                    "not write to the console",
                                    (type, complain) ->
                                            type.getFieldAccessesFromSelf().stream()
                                                    .filter(
                                                            access ->
                                                                    access.getTargetOwner()
                                                                                    .isEquivalentTo(
                                                                                            System
                                                                                                    .class)
                                                                            && List.of("out", "err")
                                                                                    .contains(
                                                                                            access.getTarget()
                                                                                                    .getName()))
                                                    .forEach(
                                                            access ->
                                                                    complain.accept(
                                                                            access
                                                                                    .getDescription()))));

    static final ArchRule NAMES_SAY_SOMETHING =
            classes()
                    .should(
                            eachMember(
                                    "have a name that says what they are",
                                    (type, complain) -> {
                                        if (HOUSE_NAME.matcher(type.getSimpleName()).matches()) {
                                            complain.accept(type.getName());
                                        }
                                    }));

    static final ArchRule ACCESSORS_WITHOUT_GET =
            classes()
                    .should(
                            eachMember(
                                    "have accessors without get",
                                    (type, complain) ->
                                            type.getMethods().stream()
                                                    .filter(Rules::isOwnGetter)
                                                    .forEach(
                                                            method ->
                                                                    complain.accept(
                                                                            method
                                                                                    .getFullName()))));

    private static void uninjected(JavaClass type, java.util.function.Consumer<String> complain) {
        Stream.<JavaCodeUnitAccess<?>>concat(
                        type.getMethodCallsFromSelf().stream(),
                        type.getMethodReferencesFromSelf().stream())
                .filter(use -> !COMPOSED_BY_HAND.contains(use.getOrigin().getFullName()))
                .filter(
                        use ->
                                UNINJECTED.contains(
                                        use.getTargetOwner().getName()
                                                + "."
                                                + use.getTarget().getName()))
                .forEach(use -> complain.accept(use.getDescription()));
    }

    /** One that no type of another's making asks for. */
    private static boolean isOwnGetter(JavaMethod method) {
        var owner = method.getOwner();
        return GETTER.matcher(method.getName()).matches()
                && !method.getModifiers()
                        .contains(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
                && owner.getAllRawSuperclasses().stream().noneMatch(type -> has(type, method))
                && owner.getAllRawInterfaces().stream().noneMatch(type -> has(type, method));
    }

    private static boolean has(JavaClass type, JavaMethod method) {
        return type.getMethods().stream()
                .anyMatch(other -> other.getName().equals(method.getName()));
    }

    private record Use(JavaClass origin, JavaClass target, String description) {}

    private static ArchCondition<JavaClass> eachDependency(
            String what, BiConsumer<Use, java.util.function.Consumer<String>> check) {
        return eachMember(
                what,
                (type, complain) ->
                        type.getDirectDependenciesFromSelf()
                                .forEach(
                                        dependency ->
                                                check.accept(
                                                        new Use(
                                                                dependency.getOriginClass(),
                                                                dependency
                                                                        .getTargetClass()
                                                                        .getBaseComponentType(),
                                                                dependency.getDescription()),
                                                        complain)));
    }

    private static ArchCondition<JavaClass> eachMember(
            String what, BiConsumer<JavaClass, java.util.function.Consumer<String>> check) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, complaint -> events.add(violated(type, complaint)));
            }
        };
    }
}
