package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.trust.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exchanges, keys and lists, as people work with them. */
class ConsoleIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    @Test
    void showsAnExchangeWithItsDecisionAndAReceiptThatVerifies() {
        var page = SITE.browser().signedIn("unops.verification-officer", "en");
        page.navigate("/console/exchanges");
        page.locator("tbody a").first().click();
        page.waitForURL("**/console/exchange?id=*");

        assertThat(page.locator("main").textContent())
                .contains("UNDP", "Permitted", "Verified now");
    }

    @Test
    void revokesAKeyOnlyAfterSayingWhatFollowsAndAskingForThePassword() throws Exception {
        var thumbprint = SandboxNode.of(SITE.node()).keysOf("UPU").key(KeyUse.HTTP).thumbprint();
        var page = SITE.browser().signedIn("upu.administrator", "en");
        page.navigate("/console/entity?code=UPU");
        page.locator("a[href='/console/key-revoke?key=" + thumbprint + "']").click();
        assertThat(page.locator("main").textContent()).contains("last valid key for messages");

        page.locator("#understood").check();
        page.locator("#password").fill("not my password");
        page.locator("#submit").click();
        assertThat(page.locator("#password-wrong").textContent()).contains("not your password");
        assertThat(SITE.node().get("/api/v1/entities/UPU/jwks.json").body())
                .doesNotContain("revokedAt");
        ConsoleBrowser.requireAccessible(page, "a refused revocation");

        page.locator("#understood").check();
        page.locator("#password").fill(SITE.browser().password());
        page.locator("#submit").click();
        page.waitForURL("**/console/entity?code=UPU&done=key-revoked");
        assertThat(SITE.node().get("/api/v1/entities/UPU/jwks.json").body()).contains("revokedAt");
        page.navigate("/console/home");
        assertThat(page.locator(".items").textContent()).contains("cannot call this node");
    }

    @Test
    void registersAKeyThatSignedForItself() throws Exception {
        var keys =
                EntityKeys.generate(
                        "ICAO", "https://icao.example/", Algorithm.ED25519, new SecureRandom());
        var page = SITE.browser().signedIn("icao.administrator", "en");
        page.navigate("/console/key-new");
        page.locator("#proof").fill("eyJub25zZW5zZSI6MX0.e30.AAAA");
        page.locator("#password").fill(SITE.browser().password());
        page.locator("#submit").click();
        assertThat(page.locator("#proof-wrong").textContent()).isNotBlank();
        assertThat(page.locator("#proof").inputValue()).startsWith("eyJub25z");

        page.locator("#proof")
                .fill(keys.proof(KeyUse.RECORD, Instant.now(), UUID.randomUUID().toString()));
        page.locator("#password").fill(SITE.browser().password());
        page.locator("#submit").click();
        page.waitForURL("**/console/entity?code=ICAO&done=key-registered");

        assertThat(SITE.node().get("/api/v1/entities/ICAO/jwks.json").body())
                .contains(keys.key(KeyUse.RECORD).thumbprint());
    }

    @Test
    void exportsWhatWasFoundAsCsv() {
        var page = SITE.browser().signedIn("fao.auditor", "fr");
        var csv =
                page.request()
                        .get(SITE.node().address() + "/console/csv/entities?q=food&sort=-code")
                        .body();
        var text = new String(csv, StandardCharsets.UTF_8);

        assertThat(text).startsWith("\uFEFF\"Code\",");
        assertThat(text.lines().count()).isEqualTo(3);
        assertThat(text.indexOf("WFP")).isLessThan(text.indexOf("FAO")).isPositive();
    }
}
