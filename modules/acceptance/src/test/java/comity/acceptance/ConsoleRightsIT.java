package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page and parameter as each role of its entity, and of another. */
class ConsoleRightsIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    /** Of each page: which roles it is open to; all others are told so, and nothing else. */
    static Stream<Arguments> rights() {
        var agreements =
                "administrator data-protection-officer signatory legal-officer verification-officer"
                        + " auditor";
        var exchanges = "verification-officer data-protection-officer auditor";
        var proposers = "administrator data-protection-officer";
        var readers = "administrator data-protection-officer auditor";
        var simulator = "data-protection-officer signatory legal-officer verification-officer";
        return Stream.of(
                Arguments.of("/console/home", agreements),
                Arguments.of("/console/password", agreements),
                Arguments.of("/console/entities", agreements),
                Arguments.of("/console/csv/entities", agreements),
                Arguments.of("/console/entity?code=WFP", agreements),
                Arguments.of("/console/key-new", "administrator"),
                Arguments.of("/console/key-renew", "administrator"),
                Arguments.of("/console/key-renew?use=agreement", "administrator"),
                Arguments.of("/console/key-revoke?key=" + SITE.key(), "administrator"),
                Arguments.of("/console/agreements", agreements),
                Arguments.of("/console/csv/agreements", agreements),
                Arguments.of("/console/agreement?id=" + SITE.agreement(), agreements),
                Arguments.of("/console/agreement-draft", "legal-officer"),
                Arguments.of(SITE.prepared("agreement-draft"), "legal-officer"),
                Arguments.of(
                        SITE.prepared("agreement-stage") + "&to=open",
                        "administrator legal-officer"),
                Arguments.of(SITE.compared(), agreements),
                Arguments.of(SITE.prepared("agreement-pdf"), agreements),
                Arguments.of(SITE.prepared("agreement-json"), agreements),
                Arguments.of(SITE.act("sign"), "signatory"),
                Arguments.of(SITE.act("terminate"), "signatory"),
                Arguments.of(SITE.act("countersign") + "&of=UNDP", "signatory"),
                Arguments.of(SITE.act("object") + "&of=UNDP", "signatory"),
                Arguments.of("/console/mandates", agreements),
                Arguments.of("/console/csv/mandates", agreements),
                Arguments.of("/console/mandate?id=" + SITE.mandate(), agreements),
                Arguments.of("/console/mandate-new", "signatory"),
                Arguments.of(mandateAct("grant"), "signatory"),
                Arguments.of(mandateAct("revoke"), "signatory"),
                Arguments.of("/console/classes", agreements),
                Arguments.of("/console/classes?version=1", agreements),
                Arguments.of("/console/csv/properties", agreements),
                Arguments.of("/console/class-versions", agreements),
                Arguments.of("/console/csv/versions", agreements),
                Arguments.of("/console/class-change?class=confidential", proposers),
                Arguments.of("/console/class-change?words=confidential", proposers),
                Arguments.of("/console/class-change?version=1", proposers),
                Arguments.of("/console/class-change?set=humanitarian", proposers),
                Arguments.of(
                        "/console/class-change?type=background-verification"
                                + "&pointer=%2Felements%2Facademic%2F*",
                        proposers),
                Arguments.of("/console/class-proposals", readers),
                Arguments.of("/console/csv/proposals", readers),
                Arguments.of(SITE.proposal(), readers),
                Arguments.of("/console/exchanges", exchanges),
                Arguments.of("/console/csv/exchanges", exchanges),
                Arguments.of("/console/exchange?id=" + SITE.exchange(), exchanges),
                Arguments.of("/console/approvals", exchanges),
                Arguments.of("/console/csv/approvals", exchanges),
                Arguments.of("/console/approval?id=" + SITE.waiting(), exchanges),
                Arguments.of("/console/simulator", simulator));
    }

    private static String mandateAct(String code) {
        return "/console/mandate-act?id=" + SITE.mandate() + "&act=" + code;
    }

    @Test
    void walksEveryPageThatThereIs() throws IOException {
        var walked =
                rights().map(right -> ((String) right.get()[0]).replaceFirst("\\?.*", ""))
                        .filter(address -> !address.startsWith("/console/csv/"))
                        .collect(Collectors.toCollection(TreeSet::new));
        // For everybody, signed in or not.
        walked.addAll(
                List.of(
                        "/console/sign-in",
                        "/console/error",
                        "/console/openid",
                        "/console/openid-return",
                        "/console/openid-done"));

        assertThat(walked).hasSizeGreaterThan(10).isEqualTo(ConsoleSite.pages());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "administrator",
                "data-protection-officer",
                "signatory",
                "legal-officer",
                "verification-officer",
                "auditor"
            })
    void opensToARoleWhatIsItsOwnAndNothingElse(String role) {
        var page = SITE.browser().signedIn("unops." + role, "en");
        rights().forEach(
                        right -> {
                            var address = (String) right.get()[0];
                            boolean isOpen =
                                    List.of(((String) right.get()[1]).split(" ")).contains(role);
                            var answer = page.request().get(SITE.node().address() + address);
                            assertThat(answer.status())
                                    .as(role + " at " + address)
                                    .isEqualTo(isOpen ? 200 : 403);
                            if (!isOpen) {
                                assertThat(answer.text()).contains("not for your role");
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "administrator",
                "data-protection-officer",
                "signatory",
                "legal-officer",
                "verification-officer",
                "auditor"
            })
    void showsAnotherEntitysOfficerNothingOfIt(String role) {
        var page = SITE.browser().signedIn("wmo." + role, "en");
        var nobodys = UUID.randomUUID().toString();
        for (var address :
                List.of(
                        "/console/agreement?id=" + SITE.agreement(),
                        "/console/agreement?id=" + SITE.agreement() + "&version=1",
                        SITE.act("sign"),
                        SITE.act("suspend"),
                        SITE.act("terminate"),
                        SITE.joined(),
                        SITE.toAnswer("countersign"),
                        SITE.toAnswer("object"),
                        "/console/mandate?id=" + SITE.mandate(),
                        mandateAct("grant"),
                        mandateAct("revoke"),
                        SITE.prepared("agreement"),
                        SITE.prepared("agreement-draft"),
                        SITE.prepared("agreement-draft")
                                + "&template=background-verification-confidential",
                        SITE.prepared("agreement-stage") + "&to=review",
                        SITE.prepared("agreement-stage") + "&to=open",
                        SITE.compared(),
                        SITE.prepared("agreement-pdf"),
                        SITE.prepared("agreement-json"),
                        "/console/exchange?id=" + SITE.exchange(),
                        "/console/exchange?id=" + SITE.waiting(),
                        "/console/approval?id=" + SITE.waiting(),
                        "/console/approval?id=" + SITE.exchange(),
                        "/console/key-revoke?key=" + SITE.key())) {
            var there = page.request().get(SITE.node().address() + address);
            var nowhere =
                    page.request()
                            .get(
                                    SITE.node().address()
                                            + address.replaceAll(
                                                    "(id|key)=[^&]*", "$1=" + nobodys));
            // Answered as what does not exist, to the last octet.
            assertThat(there.status()).as(address).isIn(403, 404).isEqualTo(nowhere.status());
            assertThat(anonymous(there.text())).as(address).isEqualTo(anonymous(nowhere.text()));
        }
        for (var list : List.of("agreements", "exchanges", "approvals", "mandates")) {
            for (var address : List.of("/console/", "/console/csv/")) {
                for (var parameters : List.of("", "?q=UNOPS", "?sort=-state&page=2", "?as=UNOPS")) {
                    var answer =
                            page.request().get(SITE.node().address() + address + list + parameters);
                    assertThat(answer.text())
                            .as(address + list + parameters)
                            .doesNotContain(
                                    SITE.agreement(),
                                    SITE.exchange(),
                                    SITE.mandate(),
                                    "Reuse of background");
                }
            }
        }
        assertThat(page.request().get(SITE.node().address() + "/console/home?as=UNOPS").text())
                .contains("WMO")
                .doesNotContain("UNOPS");
    }

    /** What a page counts of records, exchanges and agreements, line by line. */
    private static String counts(com.microsoft.playwright.Page page, String address) {
        page.navigate(address);
        return page.locator("section[aria-labelledby=impact] h3:has-text('At ') + dl")
                .textContent()
                .replaceAll("\\s+", " ");
    }

    @Test
    void countsOfAChangeTellAnEntityNothingOfOthers() {
        // WTO is a party of nothing and has nothing; the node has agreements and records.
        var page = SITE.browser().signedIn("wto.data-protection-officer", "en");
        for (var address :
                List.of(
                        SITE.proposal(),
                        "/console/class-change?type=background-verification"
                                + "&pointer=%2Felements%2Facademic%2F*&to=strictly-confidential")) {
            assertThat(counts(page, address))
                    .as(address)
                    .contains("0 of 0 would permit less, 0 more")
                    .doesNotContainPattern("[1-9]");
            assertThat(page.content()).doesNotContain("On the whole node");
        }
        var undp = SITE.browser().signedIn("undp.data-protection-officer", "en");
        assertThat(counts(undp, SITE.proposal())).containsPattern("[1-9]");
    }

    @Test
    void showsOfAProposalOfAnotherEntityNoNameAndNoExamples() {
        var page = SITE.browser().signedIn("wmo.auditor", "en");
        for (var address :
                List.of(SITE.proposal(), "/console/class-proposals", "/console/csv/proposals")) {
            assertThat(page.request().get(SITE.node().address() + address).text())
                    .as(address)
                    .contains("A person of another entity")
                    .doesNotContain(
                            "Examples from", "Reuse of background", "(fictional)</dd>", "UNOPS");
        }
        var own = SITE.browser().signedIn("unops.auditor", "en");
        assertThat(own.request().get(SITE.node().address() + SITE.proposal()).text())
                .contains("Examples from UNOPS", "Reuse of background")
                .doesNotContain("A person of another entity", "between UNHCR and IOM");
    }

    /** Without what differs from one view of a page to the next. */
    private static String anonymous(String html) {
        return html.replaceAll("value=\"[^\"]*\"", "")
                .replaceAll(
                        "(agreement(-[a-z]+)?|approval|exchange|key-revoke|mandate(-[a-z]+)?)\\?(id|key)=[^&\"]*",
                        "");
    }

    @Test
    void showsTheOperatorNoEntitysAffairs() {
        var page = SITE.browser().signedIn("operator", "en");
        for (var address :
                List.of(
                        "/console/agreements",
                        "/console/exchanges",
                        "/console/mandates",
                        "/console/mandate?id=" + SITE.mandate(),
                        "/console/mandate-new",
                        "/console/approvals",
                        "/console/approval?id=" + SITE.waiting(),
                        "/console/simulator",
                        "/console/key-new",
                        "/console/key-renew",
                        "/console/agreement-draft",
                        SITE.prepared("agreement-stage") + "&to=review",
                        SITE.compared(),
                        SITE.prepared("agreement-pdf"),
                        SITE.prepared("agreement-json"),
                        "/console/agreement?id=" + SITE.agreement())) {
            assertThat(page.request().get(SITE.node().address() + address).status()).isEqualTo(403);
        }
        assertThat(page.request().get(SITE.node().address() + "/console/entities").status())
                .isEqualTo(200);
        // The classes are the node's.
        var proposal = page.request().get(SITE.node().address() + SITE.proposal());
        assertThat(proposal.status()).isEqualTo(200);
        assertThat(proposal.text())
                .contains("would permit less", "On the whole node")
                .doesNotContain("Examples from", "Reuse of background");
    }

    @Test
    void refusesAFormThatAnotherPageWrote() {
        var page = SITE.browser().signedIn("unops.administrator", "en");
        var answer =
                page.request()
                        .post(
                                SITE.node().address() + "/console/key-revoke",
                                com.microsoft.playwright.options.RequestOptions.create()
                                        .setForm(
                                                com.microsoft.playwright.options.FormData.create()
                                                        .set("key", SITE.key())
                                                        .set("understood", "yes")
                                                        .set("password", SITE.browser().password())
                                                        .set("submit", "Revoke the key")));

        assertThat(answer.text()).doesNotContain("The key is revoked");
        page.navigate("/console/entity?code=UNOPS");
        assertThat(page.locator(".tag.bad").count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/home.xhtml",
                "/console/parts/frame.xhtml",
                "/tags/table.xhtml",
                "/META-INF/tags/table.xhtml",
                "/assets/../console/home.xhtml",
                "/jakarta.faces.resource/table.xhtml?ln=comity",
                "/console/jakarta.faces.resource/table.xhtml?ln=comity"
            })
    void givesNobodyASourceOfAPage(String address) throws Exception {
        assertThat(SITE.node().get(address).body()).doesNotContain("ui:", "#{", "cc.attrs");
    }
}
