package comity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static Settings of(Map<String, String> values) {
        return new Settings(name -> Optional.ofNullable(values.get(name)));
    }

    @Test
    void readsWhatIsSet() {
        var settings =
                of(
                        Map.of(
                                "text", " told ",
                                "count", "7",
                                "flag", "true",
                                "wait", "PT2S",
                                "address", "https://comity.example.org",
                                "folder", "some/where",
                                "mode", "sandbox",
                                "list", "a, b"));

        assertThat(settings.<String>read(from -> from.text("text"))).isEqualTo("told");
        assertThat(settings.<Integer>read(from -> from.integer("count", 1, 0, 9))).isEqualTo(7);
        assertThat(settings.<Boolean>read(from -> from.flag("flag", false))).isTrue();
        assertThat(
                        settings.<Duration>read(
                                from ->
                                        from.duration(
                                                "wait",
                                                Duration.ZERO,
                                                Duration.ZERO,
                                                Duration.ofSeconds(2))))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.<URI>read(from -> from.uri("address")))
                .isEqualTo(URI.create("https://comity.example.org"));
        assertThat(settings.<Path>read(from -> from.path("folder", Path.of("."))))
                .isEqualTo(Path.of("some", "where").toAbsolutePath());
        assertThat(
                        settings.<NodeMode>read(
                                from -> from.one("mode", NodeMode.class, NodeMode.PRODUCTION)))
                .isEqualTo(NodeMode.SANDBOX);
        assertThat(settings.<List<String>>read(from -> from.list("list")))
                .containsExactly("a", "b");
    }

    @Test
    void fallsBackWhereNothingIsSet() {
        var settings = of(Map.of("blank", "  "));

        assertThat(settings.<String>read(from -> from.text("blank", "else"))).isEqualTo("else");
        assertThat(settings.<Integer>read(from -> from.integer("count", 3, 0, 9))).isEqualTo(3);
        assertThat(settings.<Optional<String>>read(from -> from.optionalText("none"))).isEmpty();
        assertThat(settings.<List<String>>read(from -> from.list("none"))).isEmpty();
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceAndWhatToChange() {
        var settings = of(Map.of("comity.count", "many", "comity.wait", "PT1H"));

        assertThatThrownBy(
                        () ->
                                settings.read(
                                        from ->
                                                from.text("comity.name")
                                                        + from.integer("comity.count", 1, 0, 9)
                                                        + from.duration(
                                                                "comity.wait",
                                                                Duration.ZERO,
                                                                Duration.ZERO,
                                                                Duration.ofMinutes(1))))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("Set comity.name to a value")
                .hasMessageContaining("Set comity.count to a whole number from 0 to 9")
                .hasMessageContaining("COMITY_COUNT")
                .hasMessageContaining("Set comity.wait to a duration such as PT30S")
                .hasMessageNotContaining("many");
    }

    @Test
    void tellsTheSettingWhereARecordStumblesOverItsStandIn() {
        assertThatThrownBy(
                        () ->
                                of(Map.of())
                                        .read(
                                                from -> {
                                                    var name = from.text("comity.name");
                                                    if (name.isEmpty()) {
                                                        throw new IllegalArgumentException("empty");
                                                    }
                                                    return name;
                                                }))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("comity.name");
    }
}
