package comity.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Problem;
import comity.kernel.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.who.int/",
                "https://unicef.example/",
                "https://wfp.test/id",
                "https://www.unhcr.org"
            })
    void takesHttpsIdentifiers(String identifier) {
        assertThatCode(() -> Identifiers.requireIdentifier(URI.create(identifier)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.who.int/",
                "https://localhost/",
                "https://no-such-top-level.qqqq/",
                "https://user@who.int/",
                "https://who.int/?a=b",
                "https://who.int/#a",
                "urn:who",
                "https:who.int"
            })
    void refusesOtherIdentifiers(String identifier) {
        assertThatThrownBy(() -> Identifiers.requireIdentifier(URI.create(identifier)))
                .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U", "UN Women", "-UN", "UN-", "UN--W", "UN/W", "", "Ü12"})
    void refusesOtherCodes(String code) {
        assertThatThrownBy(() -> Identifiers.requireCode(code)).isInstanceOf(Problem.class);
    }

    @Test
    void takesTheCodesOfTheUnitedNationsSystem() {
        Stream.of("UN", "WFP", "UN-Women", "UN-Habitat", "UNICEF")
                .forEach(Identifiers::requireCode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://comity.example.org/path",
                "ftp://comity.example.org",
                "https://exa_mple.org",
                "https://a@comity.example.org"
            })
    void refusesPublicAddressesThatAreNone(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeIdentity("node", "1", URI.create(origin)));
    }

    @Test
    void normalisesTheAuthority() {
        var secure = new NodeIdentity("n", "1", URI.create("https://Comity.Example.org:443"));
        var local = new NodeIdentity("n", "1", URI.create("http://localhost:9080"));
        var six = new NodeIdentity("n", "1", URI.create("http://[::1]:9080"));

        assertThat(secure.authority()).isEqualTo("comity.example.org");
        assertThat(secure.isAuthority("COMITY.example.org")).isTrue();
        assertThat(secure.isAuthority("comity.example.org:80")).isFalse();
        assertThat(secure.isAuthority("comity.example.org.evil.example")).isFalse();
        assertThat(secure.isAuthority("Comity.example.org", 443)).isTrue();
        assertThat(secure.isAuthority("comity.example.org", 80)).isTrue();
        assertThat(secure.isAuthority("comity.example.org", 9080)).isFalse();
        assertThat(secure.isAuthority("evil.example", 443)).isFalse();
        assertThat(local.isAuthority("localhost", 9080)).isTrue();
        assertThat(local.isAuthority("localhost", 80)).isFalse();
        assertThat(six.isAuthority("[::1]", 9080)).isTrue();
        assertThat(local.authority()).isEqualTo("localhost:9080");
        assertThat(local.isAuthority("127.0.0.1:9080")).isFalse();
        assertThat(six.address("/x")).hasToString("http://[::1]:9080/x");
    }

    @Test
    void readsSettingsWithDefaultsThatThrottleNobody() {
        var settings = PartiesSettings.read(new Settings(name -> Optional.empty()));
        var set =
                PartiesSettings.read(
                        new Settings(
                                name ->
                                        Optional.ofNullable(
                                                Map.of("comity.limits.entity", "7").get(name))));

        assertThat(settings.perAddress().calls()).isEqualTo(300_000);
        assertThat(settings.identity("1").authority()).isEqualTo("localhost:9080");
        assertThat(set.perEntity().calls()).isEqualTo(7);
    }

    @Test
    void countsAnAddressOfIpVersionSixByItsNetwork() {
        var once = new RateLimits.Quota(1, java.time.Duration.ofMinutes(1));
        var limits = new RateLimits(once, once);

        assertThat(limits.ofAddress("2001:db8:1:2::1").allowed()).isTrue();
        assertThat(limits.ofAddress("2001:db8:1:2:ffff::9").allowed()).isFalse();
        assertThat(limits.ofAddress("2001:db8:1:3::1").allowed()).isTrue();
        assertThat(limits.ofAddress("192.0.2.1").allowed()).isTrue();
    }

    @Test
    void namesEachProblemOnce() {
        assertThat(PartiesProblem.values())
                .extracting(PartiesProblem::slug)
                .doesNotHaveDuplicates();
    }
}
