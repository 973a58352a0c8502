package comity.agreements.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.Raise;
import comity.agreements.decision.SensitivityClass;
import comity.agreements.decision.SensitivityClass.Controls;
import comity.kernel.Problem.Violation;
import comity.schema.Schemas;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleTest {

    static final String TYPE = "background-verification";
    static final Scale DEFAULT = ScaleSets.named(ScaleSets.UNITED_NATIONS);

    private static final Schemas SCHEMAS = Schemas.published();
    private static final ScaleRules RULES = ScaleRules.of(SCHEMAS);

    static List<String> sets() {
        return ScaleSets.names();
    }

    static Raise raise(String pointer, String code) {
        return new Raise(TYPE, pointer, code);
    }

    static NamedClass named(String code, int rank, Controls controls) {
        return new NamedClass(
                new SensitivityClass(code, rank, controls),
                new TreeMap<>(java.util.Map.of("en", code)),
                new TreeMap<>());
    }

    private static List<String> places(Scale scale) {
        return RULES.violations(scale).stream().map(Violation::pointer).toList();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void theSetsThatComeWithTheNodeKeepTheRules(String set) {
        var scale = ScaleSets.named(set);

        SCHEMAS.schema("sensitivity-scale/1").requireValid(scale.toJson());
        assertThat(RULES.violations(scale)).isEmpty();
        assertThat(scale.classes())
                .allSatisfy(
                        each -> {
                            assertThat(each.names()).containsKeys("en", "fr", "es", "ar");
                            assertThat(each.guidance()).containsOnlyKeys(each.names().keySet());
                        });
    }

    @Test
    void readsBackWhatItWrites() {
        var controls =
                new Controls(
                        true,
                        false,
                        false,
                        Optional.of(Period.parse("P1Y6M")),
                        OnwardSharing.PRIOR_CONSENT,
                        Set.of("recruitment", "audit"),
                        OptionalInt.of(48));
        var scale =
                DEFAULT.with(named("secret", 30, controls))
                        .with(raise("/elements/misconduct", "secret"));

        assertThat(Scale.of(scale.toJson())).isEqualTo(scale);
        assertThat(Scale.of(scale.toJson()).digest()).isEqualTo(scale.digest());
        assertThat(scale.digest()).isNotEqualTo(DEFAULT.digest());
    }

    @Test
    void speaksEnglishWhereItHasNoWordsForALanguage() {
        var unclassified = DEFAULT.classOf("unclassified").orElseThrow();

        assertThat(unclassified.name(Locale.FRENCH)).isEqualTo("Non classifié");
        assertThat(unclassified.name(Locale.JAPANESE)).isEqualTo("Unclassified");
        assertThat(unclassified.guidance(Locale.JAPANESE)).startsWith("Its disclosure");
    }

    @ParameterizedTest
    @CsvSource({
        "/elements/academic, strictly-confidential,",
        "/elements/academic, confidential, /raises/0/class",
        "/elements/academic, unclassified, /raises/0/class",
        "/elements/misconduct, confidential, /raises/0/class",
        "/elements, strictly-confidential,",
        "/elements, confidential, /raises/0/class",
        "/elements/academic, secret, /raises/0/class",
        "/elements/shoe-size, strictly-confidential, /raises/0/pointer"
    })
    void aRaiseGoesUpwardsOnly(String pointer, String code, String place) {
        assertThat(places(DEFAULT.with(raise(pointer, code))))
                .isEqualTo(place == null ? List.of() : List.of(place));
    }

    @Test
    void aRaiseIsOfARecordTypeAndStandsOnce() {
        var raise = raise("/elements/academic", "strictly-confidential");

        assertThat(places(DEFAULT.with(new Raise("post", "/a", "confidential"))))
                .containsExactly("/raises/0/type");
        assertThat(places(new Scale(DEFAULT.classes(), DEFAULT.standsFor(), List.of(raise, raise))))
                .containsExactly("/raises/1");
    }

    @Test
    void everyCodeOfTheSchemasMeansAClassInItsOrder() {
        assertThat(places(DEFAULT.withoutClass("confidential"))).containsExactly("/standsFor");
        var merged = standing("confidential", "strictly-confidential");
        assertThat(
                        places(
                                new Scale(
                                        DEFAULT.withoutClass("confidential").classes(),
                                        merged,
                                        List.of())))
                .as("one class for two codes would lower the higher")
                .containsExactly("/standsFor");
        assertThat(places(DEFAULT.with(named("confidential", 25, Controls.NONE))))
                .as("the order of ranks")
                .containsExactly("/standsFor");
        assertThat(
                        places(
                                new Scale(
                                        DEFAULT.classes(),
                                        standing("confidential", "unclassified"),
                                        List.of())))
                .as("a code that is a class")
                .contains("/standsFor/confidential");
        assertThat(places(new Scale(DEFAULT.classes(), standing("high", "nothing"), List.of())))
                .containsExactly("/standsFor/high");
    }

    private static SortedMap<String, String> standing(String code, String meant) {
        return new TreeMap<>(java.util.Map.of(code, meant));
    }

    @Test
    void noTwoClassesShareARank() {
        assertThat(places(DEFAULT.with(named("other", 20, Controls.NONE))))
                .containsExactly("/classes/3/rank");
    }

    @Test
    void movingToAnotherSetTakesTheRaisesAlong() {
        var raised = DEFAULT.with(raise("/elements/academic", "strictly-confidential"));

        var moved = raised.movedTo(ScaleSets.named(ScaleSets.HUMANITARIAN));

        assertThat(moved.raises()).containsExactly(raise("/elements/academic", "high"));
        assertThat(RULES.violations(moved)).isEmpty();
    }

    @Test
    void theMatrixHasEveryPropertyOfEveryType() {
        var scale =
                ScaleSets.named(ScaleSets.HUMANITARIAN).with(raise("/elements/academic", "severe"));

        var matrix = Matrix.of(scale, SCHEMAS);

        assertThat(matrix.classes())
                .extracting(NamedClass::code)
                .containsExactly("low", "moderate", "high", "severe");
        assertThat(matrix.types()).hasSameSizeAs(RULES.shapes().keySet());
        var rows =
                matrix.types().stream()
                        .filter(type -> type.name().equals(TYPE))
                        .findFirst()
                        .orElseThrow()
                        .rows();
        assertThat(rows)
                .containsExactly(
                        new Matrix.Row("/subject", false, true, "moderate", "moderate"),
                        new Matrix.Row("/elements", true, false, "low", "low"),
                        new Matrix.Row("/elements/misconduct/*", false, false, "high", "high"),
                        new Matrix.Row("/elements/academic/*", false, false, "moderate", "severe"),
                        new Matrix.Row(
                                "/elements/employment/*", false, false, "moderate", "moderate"),
                        new Matrix.Row("/elements/suitability/*", false, false, "high", "high"));
        assertThat(rows.get(3).isRaised()).isTrue();
        assertThat(matrix.toJson().at("/types/0/properties/3/class").stringValue())
                .isEqualTo("severe");
    }
}
