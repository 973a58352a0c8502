package comity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CryptoTest {

    @Test
    void usesTheProviderThatIsForced() {
        var forced = System.getProperty(Crypto.PROPERTY, "auto");
        Assumptions.assumeFalse(forced.equals("auto"));

        assertThat(Crypto.provider())
                .startsWith(forced.equals("corretto") ? "AmazonCorrettoCryptoProvider" : "BC");
    }

    @Test
    void choosesCorrettosWhereItsLibraryIsAtHand() {
        Assumptions.assumeTrue(System.getProperty(Crypto.PROPERTY, "auto").equals("auto"));
        Assumptions.assumeTrue(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
                        && System.getProperty("os.arch").equals("amd64"));

        assertThat(Crypto.provider()).startsWith("AmazonCorrettoCryptoProvider");
    }

    @Test
    void leavesTheContainersProvidersAlone() {
        assertThat(Crypto.provider()).isNotBlank();

        assertThat(Security.getProvider("BC")).isNull();
        assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
    }
}
