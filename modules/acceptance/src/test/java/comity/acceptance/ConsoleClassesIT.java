package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The sensitivity classes as people change them: an entity's administrator proposes, the node's
 * operator approves. They are the node's, of which there is one, so that the order counts; each
 * test leaves them as they were.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleClassesIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    private static final String ACADEMIC =
            "/console/class-change?type=background-verification&pointer=%2Felements%2Facademic%2F*";

    @Test
    @Order(1)
    void anAdministratorRaisesAClassAndTheOperatorApproves() {
        assertThat(withheld()).doesNotContain("/elements/academic");
        var page = SITE.browser().signedIn("undp.administrator", "en");
        raiseByKeyboard(page);
        var impact = page.locator("section[aria-labelledby=impact]");
        assertThat(impact.textContent())
                .contains(
                        "1 property changes",
                        "/elements/academic",
                        "Confidential becomes Strictly confidential",
                        "would permit less",
                        "At UNDP",
                        "Examples from UNDP",
                        "Reuse of background verifications among UNDP, UNFPA and UNOPS",
                        "Permits less",
                        "demands a second person")
                .doesNotContain("between UNHCR and IOM", "On the whole node");
        ConsoleBrowser.keep(page, "class-change-impact");
        ConsoleBrowser.requireAccessible(page, "the impact");
        ConsoleBrowser.write(page, "#reason", "Diplomas were misused elsewhere.");
        ConsoleBrowser.enter(page, "#submit");
        page.waitForURL("**/console/class-proposal?id=*&done=proposed");
        assertThat(page.locator("#approve-do").count()).isZero();
        assertThat(withheld()).doesNotContain("/elements/academic");
        var proposal = page.url().replaceFirst("&done=.*", "");

        approveByKeyboard(proposal);

        assertThat(withheld()).contains("/elements/academic");
        page.navigate("/console/classes");
        assertThat(page.locator(".matrix").textContent()).contains("Raised to it", "Of the schema");
        ConsoleBrowser.keep(page, "classes-raised");
        page.navigate(proposal);
        assertThat(page.locator("main").textContent())
                .contains("Approved", "What follows for your entity, as things stand now")
                .doesNotContain("as it was counted at the approval", "On the whole node");
        var operator = SITE.browser().signedIn("operator", "en");
        operator.navigate(proposal);
        assertThat(operator.locator("main").textContent())
                .contains("as it was counted at the approval", "On the whole node");
        exportsWhatIsShown(page);
    }

    private static void raiseByKeyboard(Page page) {
        page.navigate("/console/home");
        ConsoleBrowser.enter(page, "nav.parts a[href='/console/classes']");
        page.waitForURL("**/console/classes");
        ConsoleBrowser.write(page, "#q", "academic");
        page.keyboard().press("Enter");
        page.waitForURL("**q=academic");
        ConsoleBrowser.enter(page, ".matrix a[href$='academic%2F*']");
        page.waitForURL("**/console/class-change?*");
        ConsoleBrowser.choose(page, "#to", "strictly-confidential");
        ConsoleBrowser.enter(page, "#look");
        page.waitForURL("**to=strictly-confidential");
    }

    /** The version and the rows of the page, whichever version is in effect. */
    private static void exportsWhatIsShown(Page page) {
        var raised = "\"/elements/academic/*\",\"Strictly confidential\",\"Confidential\"";
        assertThat(exported(page, "/console/classes")).contains(raised, "/elements/employment/*");
        assertThat(exported(page, "/console/classes?version=1"))
                .contains("\"/elements/academic/*\",\"Confidential\",\"Confidential\"")
                .contains("/elements/employment/*")
                .doesNotContain(raised);
        assertThat(exported(page, "/console/classes?q=academic"))
                .contains(raised)
                .doesNotContain("/elements/employment");
        assertThat(
                        page.request()
                                .get(SITE.node().address() + "/console/csv/properties?version=x")
                                .status())
                .isEqualTo(404);
    }

    private static String exported(Page page, String address) {
        page.navigate(address);
        var link = page.locator("a[download='properties.csv']").getAttribute("href");
        return page.request().get(SITE.node().address() + link).text();
    }

    /** Pointers that would be withheld, if UNOPS asked UNDP for everything. */
    private static List<String> withheld() {
        return SITE.dealings()
                .decision("UNOPS", "UNDP")
                .required("withheld")
                .valueStream()
                .map(each -> each.required("pointer").stringValue())
                .toList();
    }

    private static String outcome() {
        return SITE.dealings().decision("UNOPS", "UNDP").required("outcome").stringValue();
    }

    /** From the home page, without a mouse; a wrong password first. */
    private static void approveByKeyboard(String proposal) {
        var page = SITE.browser().signedIn("operator", "en");
        page.navigate("/console/home");
        ConsoleBrowser.tabTo(page, ".items a[href='/console/class-proposals']");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/class-proposals");
        ConsoleBrowser.tabTo(page, "tbody a[href$='" + proposal.replaceFirst(".*id=", "") + "']");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/class-proposal?id=*");
        assertThat(page.locator("main").textContent())
                .contains(
                        "Diplomas were misused elsewhere.",
                        "would permit less",
                        "On the whole node")
                .doesNotContain("Examples from");
        ConsoleBrowser.keep(page, "class-proposal-operator");
        ConsoleBrowser.requireAccessible(page, "a proposal");
        ConsoleBrowser.write(page, "#password", "not my password");
        page.keyboard().press("Enter");
        page.waitForSelector("#password-wrong:not(:empty)");
        assertThat(page.locator("#password-wrong").textContent()).contains("not your password");
        ConsoleBrowser.write(page, "#password", SITE.browser().password());
        page.keyboard().press("Enter");
        page.waitForURL("**/console/classes?version=*&done=classes-approved");
    }

    @Test
    @Order(2)
    void undoesAChangeByTakingAnEarlierVersionUpAgain() {
        var page = SITE.browser().signedIn("undp.administrator", "en");
        page.navigate("/console/class-versions");
        page.locator("tbody a[href='/console/classes?version=1']").click();
        page.waitForURL("**/console/classes?version=1");
        page.locator("main a[href='/console/class-change?version=1']").click();
        page.waitForURL("**/console/class-change?version=1");
        assertThat(page.locator("section[aria-labelledby=impact]").textContent())
                .contains("Strictly confidential becomes Confidential", "Permits more");
        var proposal = propose(page, "A mistake.");

        approve(proposal);

        assertThat(withheld()).doesNotContain("/elements/academic");
    }

    @Test
    @Order(3)
    void changesWhatAClassDemandsAndKeepsWhatWasTypedWrongly() {
        var page = SITE.browser().signedIn("undp.data-protection-officer", "en");
        page.navigate("/console/class-change?class=confidential");
        page.locator("#approval").check();
        page.locator("#keepFor").fill("soon");
        page.locator("#look").click();
        page.waitForURL("**look=yes**");
        assertThat(page.locator("#keepFor-wrong").textContent()).contains("whole number");
        assertThat(page.locator("#keepFor").inputValue()).isEqualTo("soon");
        assertThat(page.locator("#approval").isChecked()).isTrue();
        ConsoleBrowser.keep(page, "class-change-wrong");
        ConsoleBrowser.requireAccessible(page, "wrong controls");

        page.locator("#keepFor").fill("6");
        page.locator("#keepUnit").selectOption("months");
        page.locator("#look").click();
        page.waitForURL("**keepFor=6**");
        assertThat(page.locator("section[aria-labelledby=impact]").textContent())
                .contains("Not needed becomes Needed", "As the agreement says becomes 6 months");
        page.locator("#when").fill("2020-01-01");
        page.locator("#reason").fill("Six months are enough.");
        page.locator("#submit").click();
        page.waitForSelector("#when-wrong:not(:empty)");
        assertThat(page.locator("#reason").inputValue()).isEqualTo("Six months are enough.");
        page.locator("#when").fill("");
        var proposal = propose(page, "Six months are enough.");
        approve(proposal);

        assertThat(outcome()).isEqualTo("needs-approval");
        page.navigate("/console/class-change?version=1");
        approve(propose(page, "Too strict."));
        assertThat(outcome()).isEqualTo("permitted");
    }

    @Test
    @Order(4)
    void takesBackWhatIsProposedAndApprovesNothingThatIsOvertaken() {
        var page = SITE.browser().signedIn("undp.administrator", "en");
        page.navigate(
                "/console/class-change?class=unclassified&look=yes&approval=yes"
                        + "&secondPerson=yes&onwardSharing=allowed&keepUnit=months&keepFor=&hours=");
        var first = propose(page, "To be overtaken.");
        page.navigate(ACADEMIC + "&to=strictly-confidential");
        var second = propose(page, "To be taken first.");
        approve(second);
        var operator = SITE.browser().signedIn("operator", "en");
        operator.navigate(first);
        operator.locator("#password").fill(SITE.browser().password());
        operator.locator("#approve-do").click();
        operator.waitForSelector("main > .wrong");
        assertThat(operator.locator("main").textContent()).contains("classes have changed since");

        page.navigate(first);
        page.locator("#close-do").click();
        page.waitForURL("**/console/class-proposals?done=proposal-closed");
        assertThat(page.locator("tbody").textContent()).contains("Closed");
        page.navigate("/console/class-change?version=1");
        approve(propose(page, "As it was."));
    }

    @Test
    @Order(5)
    void callsAClassOtherwiseInSeveralLanguages() {
        var page = SITE.browser().signedIn("undp.data-protection-officer", "en");
        page.navigate("/console/classes");
        page.locator("main a[href='/console/class-change?words=confidential']").click();
        page.waitForURL("**/console/class-change?words=confidential");
        assertThat(page.locator("#name-fr").inputValue()).isEqualTo("Confidentiel");
        page.locator("#name-fr").fill("Restreint");
        page.locator("#name-en").fill("");
        page.locator("#look").click();
        page.waitForSelector("#name-en-wrong:not(:empty)");
        assertThat(page.locator("#name-en-wrong").textContent()).contains("Enter English too");
        assertThat(page.locator("#name-fr").inputValue()).isEqualTo("Restreint");
        assertThat(page.locator("#submit").count()).isZero();
        ConsoleBrowser.keep(page, "class-words-wrong");
        ConsoleBrowser.requireAccessible(page, "a class without an English name");

        page.locator("#name-en").fill("Confidential");
        page.locator("#guidance-ru").fill("О человеке, или раскрытие\nможет навредить.");
        page.locator("#look").click();
        page.waitForSelector("#submit");
        assertThat(page.locator("section[aria-labelledby=impact]").textContent())
                .contains(
                        "Name (French)",
                        "“Confidentiel” becomes “Restreint”",
                        "Guidance (Russian)",
                        "New: “О человеке, или раскрытие может навредить.”")
                .doesNotContain("Name (English)", "Guidance (English)");
        ConsoleBrowser.keep(page, "class-words-impact");
        ConsoleBrowser.requireAccessible(page, "the impact of other words");
        page.locator("#reason").fill(" ");
        page.locator("#submit").click();
        page.waitForSelector("#reason-wrong:not(:empty)");
        assertThat(page.locator("#name-fr").inputValue()).isEqualTo("Restreint");
        approve(propose(page, "What our French colleagues say."));

        page.navigate("/console/classes");
        assertThat(page.locator("main").textContent()).doesNotContain("Restreint");
        SITE.browser().speak(page, "fr");
        page.navigate("/console/classes");
        assertThat(page.locator("main").textContent()).contains("Restreint");
        SITE.browser().speak(page, "en");
        page.navigate("/console/class-change?version=1");
        approve(propose(page, "As it was."));
    }

    private static String propose(Page page, String reason) {
        page.locator("#reason").fill(reason);
        page.locator("#submit").click();
        page.waitForURL("**/console/class-proposal?id=*&done=proposed");
        return page.url().replaceFirst("&done=.*", "");
    }

    private static void approve(String proposal) {
        var page = SITE.browser().signedIn("operator", "en");
        page.navigate(proposal);
        page.locator("#password").fill(SITE.browser().password());
        page.locator("#approve-do").click();
        page.waitForURL("**/console/classes?version=*&done=classes-approved");
    }
}
