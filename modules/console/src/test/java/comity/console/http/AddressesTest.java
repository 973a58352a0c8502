package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/console/home",
                "//elsewhere.example/console/home",
                "/\\elsewhere.example",
                "/console/sign-in",
                "/console/../api/v1",
                "/console/nothing",
                "/console/home?q=\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                ""
            })
    void leadsNowhereButToAPageOfTheConsole(String address) {
        assertThat(Addresses.safe(address)).isEqualTo("/console/home");
    }

    @Test
    void keepsTheParametersOfAPage() {
        assertThat(Addresses.safe("/console/agreement?id=1&lang=fr"))
                .isEqualTo("/console/agreement?id=1&lang=fr");
    }

    @Test
    void areThoseThatTheServerKnows() throws IOException {
        var fragment = Files.readString(Path.of("src/main/resources/META-INF/web-fragment.xml"));
        var mapped = new TreeSet<String>();
        var pattern = Pattern.compile("<url-pattern>(/console/[a-z-]+)</url-pattern>");
        var matcher = pattern.matcher(fragment);
        while (matcher.find()) {
            mapped.add(matcher.group(1));
        }
        var known = new TreeSet<>(Addresses.PAGES);
        known.add(Addresses.ERROR);
        known.addAll(Addresses.OPEN);

        assertThat(mapped).isEqualTo(known);
        // No pages: they lead on, or are taken along.
        known.removeAll(
                Set.of(
                        Addresses.OPENID,
                        Addresses.OPENID_DONE,
                        Addresses.AGREEMENT_PDF,
                        Addresses.AGREEMENT_JSON));
        assertThat(known)
                .allMatch(
                        page ->
                                Files.exists(
                                        Path.of(
                                                "src/main/resources/META-INF/resources"
                                                        + page
                                                        + ".xhtml")));
    }
}
