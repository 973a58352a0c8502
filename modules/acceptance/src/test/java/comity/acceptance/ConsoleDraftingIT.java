package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Legal officers draft an agreement from a template, together, until it is open for signature. */
class ConsoleDraftingIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    private static final String TEMPLATE = "?template=background-verification-confidential";

    /** Everything that the template asks for, with the hours as somebody mistypes them. */
    private static void fill(Page page, String other) {
        page.locator("input[name=f-parties][value=" + other + "]").check();
        page.locator("input[name=f-purposes][value=recruitment]").check();
        page.locator("input[name=f-elements][value='/elements/academic']").check();
        page.locator("input[name=f-legalBases][value=consent]").check();
        page.locator("#f-retention-years").fill("1");
        page.locator("#f-onwardSharing").selectOption("prohibited");
        page.locator("#f-breachNoticeHours").fill("800");
        page.locator("#f-requestsHandledBy").selectOption("issuer");
        page.locator("#f-answerWithinDays").fill("30");
        page.locator("#f-from").fill("2026-01-01");
        page.locator("#f-terminationNoticeDays").fill("90");
        page.locator("#f-dataAtEnd").selectOption("erase");
        page.locator("#f-dataWithinDays").fill("30");
        page.locator("#f-keepEvidence-years").fill("5");
        page.locator("#f-disputes-1").selectOption("consultation");
        page.locator("#f-annexes-0-title").fill("Focal points");
        page.locator("#f-annexes-0-language").selectOption("en");
        page.locator("#f-annexes-0-text").fill("The offices of human resources.");
    }

    /** The same as it is typed, in the order in which the keyboard comes by. */
    private static void fillByKeyboard(Page page, String other) {
        ConsoleBrowser.tick(page, "input[name=f-parties][value=" + other + "]");
        ConsoleBrowser.tick(page, "input[name=f-purposes][value=recruitment]");
        ConsoleBrowser.tick(page, "input[name=f-elements][value='/elements/academic']");
        ConsoleBrowser.tick(page, "input[name=f-legalBases][value=consent]");
        ConsoleBrowser.write(page, "#f-retention-years", "1");
        ConsoleBrowser.choose(page, "#f-onwardSharing", "prohibited");
        ConsoleBrowser.write(page, "#f-breachNoticeHours", "800");
        ConsoleBrowser.choose(page, "#f-requestsHandledBy", "issuer");
        ConsoleBrowser.write(page, "#f-answerWithinDays", "30");
        // The language of the browser has the month first.
        ConsoleBrowser.write(page, "#f-from", "01012026");
        ConsoleBrowser.write(page, "#f-terminationNoticeDays", "90");
        ConsoleBrowser.choose(page, "#f-dataAtEnd", "erase");
        ConsoleBrowser.write(page, "#f-dataWithinDays", "30");
        ConsoleBrowser.write(page, "#f-keepEvidence-years", "5");
        ConsoleBrowser.choose(page, "#f-disputes-1", "consultation");
        ConsoleBrowser.write(page, "#f-annexes-0-title", "Focal points");
        ConsoleBrowser.choose(page, "#f-annexes-0-language", "en");
        ConsoleBrowser.write(page, "#f-annexes-0-text", "The offices of human resources.");
    }

    private static void save(Page page) {
        page.locator("#save").click();
    }

    private static String id(Page page) {
        page.waitForURL("**done=drafted");
        return page.url().replaceFirst(".*[?&]id=([^&]*).*", "$1");
    }

    private static String main(Page page) {
        return page.locator("main").textContent();
    }

    @Test
    void twoLegalOfficersDraftTogetherOpenAmendCompareAndTakeAlong() {
        var ilo = SITE.browser().signedIn("ilo.legal-officer", "en");
        var id = draftsAfterAMistake(ilo);
        var unesco = SITE.browser().signedIn("unesco.legal-officer", "en");

        mergesWhatAnotherWrote(ilo, unesco, id);
        movesItOn(ilo, unesco, id);
        ilo.navigate("/console/agreement-draft?id=" + id + "&after=1");
        amendsAndCompares(unesco, id);
        undoesNoVersionThatCameBetween(ilo, unesco, id);
        takesAlong(unesco, id);
        SITE.browser().speak(unesco, "ar");
        unesco.navigate("/console/agreement-compare?id=" + id + "&from=1&to=2");
        ConsoleBrowser.keep(unesco, "compare-journey-ar");
        ConsoleBrowser.requireAccessible(unesco, "a comparison in Arabic");
    }

    private static String draftsAfterAMistake(Page page) {
        page.navigate("/console/agreements");
        page.locator("main a[href='/console/agreement-draft']").click();
        page.locator("main a[href$='" + TEMPLATE + "']").click();
        page.waitForURL("**/console/agreement-draft" + TEMPLATE);
        assertThat(page.locator("input[name=f-parties][value=ILO]").isChecked()).isTrue();
        save(page);
        assertThat(page.locator("div[role=alert]").textContent())
                .contains("nothing that you typed is lost", "The legal bases");
        ConsoleBrowser.requireAccessible(page, "an empty draft");
        ConsoleBrowser.keep(page, "draft-empty");

        fill(page, "UNESCO");
        save(page);
        assertThat(page.locator("#f-breachNoticeHours-wrong").textContent())
                .isEqualTo("Enter a whole number from 1 to 720.");
        assertThat(page.locator("div[role=alert] li").count()).isEqualTo(1);
        assertThat(page.locator("#f-breachNoticeHours").inputValue()).isEqualTo("800");
        assertThat(page.locator("#f-disputes-1").inputValue()).isEqualTo("consultation");
        assertThat(page.locator("#f-annexes-0-text").inputValue())
                .isEqualTo("The offices of human resources.");
        assertThat(page.locator("input[name=f-parties][value=UNESCO]").isChecked()).isTrue();
        ConsoleBrowser.requireAccessible(page, "a draft with a mistake");
        ConsoleBrowser.keep(page, "draft-mistake");

        page.locator("#f-breachNoticeHours").fill("72");
        page.locator("#look").click();
        assertThat(page.locator("section[aria-labelledby=prose-en]").textContent())
                .contains("within 72 hours", "The parties are: ILO, UNESCO");
        ConsoleBrowser.requireAccessible(page, "a draft with its text");
        save(page);
        var id = id(page);
        assertThat(main(page)).contains("The draft is saved", "Focal points", "Written by ILO");
        ConsoleBrowser.keep(page, "draft-saved");
        return id;
    }

    private static void mergesWhatAnotherWrote(Page ilo, Page unesco, String id) {
        var address = "/console/agreement-draft?id=" + id + "&version=1";
        ilo.navigate(address);
        unesco.navigate(address);
        unesco.locator("#f-retention-months").fill("6");
        unesco.locator("#f-breachNoticeHours").fill("48");
        save(unesco);
        unesco.waitForURL("**done=drafted");

        ilo.locator("#f-breachNoticeHours").fill("24");
        ilo.locator("#f-answerWithinDays").fill("20");
        save(ilo);
        assertThat(main(ilo))
                .contains("Somebody changed version 1 while you were writing", "Written by UNESCO");
        assertThat(ilo.locator("#take-breachNoticeHours").textContent())
                .contains("Both of you changed it", "24", "48");
        assertThat(ilo.locator("#take-retention").textContent())
                .contains("Only the other changed it", "1 year and 6 months");
        assertThat(ilo.locator("tr[id^=take-]").count()).isEqualTo(2);
        assertThat(ilo.locator("#take-retention-theirs").isChecked()).isTrue();
        ConsoleBrowser.requireAccessible(ilo, "a conflict");
        ConsoleBrowser.keep(ilo, "draft-conflict");
        // Nothing of the other's is overwritten as long as nothing is chosen.
        save(ilo);
        assertThat(ilo.locator("#take-breachNoticeHours-wrong").textContent())
                .contains("Choose which of the two");
        assertThat(hours(id)).isEqualTo(48);

        ilo.locator("#take-breachNoticeHours-mine").check();
        save(ilo);
        ilo.waitForURL("**done=drafted");
        var terms = SITE.dealings().version("UNESCO", id, 1).required("terms");
        assertThat(terms.required("breachNoticeHours").intValue()).isEqualTo(24);
        assertThat(terms.required("retention").stringValue()).isEqualTo("P1Y6M");
        assertThat(terms.at("/subjectRequests/answerWithinDays").intValue()).isEqualTo(20);
    }

    private static int hours(String id) {
        return SITE.dealings().version("ILO", id, 1).at("/terms/breachNoticeHours").intValue();
    }

    private static void movesItOn(Page ilo, Page unesco, String id) {
        ilo.locator("main a[href$='to=review']").click();
        assertThat(ilo.locator("section[aria-labelledby=follows]").textContent())
                .contains("a change makes it a draft again");
        ilo.locator("#submit").click();
        ilo.waitForURL("**done=stage-review");
        unesco.navigate("/console/home");
        unesco.locator(".items a[href*='" + id + "']").click();
        unesco.waitForURL("**/console/agreement?id=*");
        assertThat(main(unesco)).contains("In review");

        unesco.locator("main a[href$='to=open']").click();
        assertThat(unesco.locator("section[aria-labelledby=follows]").textContent())
                .contains("There is no way back", "ILO and UNESCO can sign it");
        ConsoleBrowser.keep(unesco, "stage-open");
        unesco.locator("#submit").click();
        assertThat(unesco.locator("#understood-wrong").textContent()).contains("Confirm");
        assertThat(SITE.dealings().version("ILO", id, 1).required("state").stringValue())
                .isEqualTo("review");
        unesco.locator("#understood").check();
        unesco.locator("#submit").click();
        unesco.waitForURL("**done=stage-open");
        assertThat(main(unesco)).contains("Open for signature");

        ilo.navigate("/console/agreement-draft?id=" + id + "&version=1");
        assertThat(main(ilo)).contains("it does not change any more");
    }

    private static void amendsAndCompares(Page page, String id) {
        page.locator("main a[href*='after=1']").click();
        page.waitForURL("**/console/agreement-draft?id=*");
        assertThat(page.locator("h1").textContent()).isEqualTo("Draft version 2");
        save(page);
        assertThat(main(page)).contains("This changes nothing");
        page.locator("#f-retention-years").fill("");
        page.locator("input[name=f-elements][value='/elements/employment']").check();
        save(page);
        page.waitForURL("**done=drafted");

        page.locator("main a[href*='agreement-compare']").click();
        page.waitForURL("**/console/agreement-compare?id=" + id + "&from=1&to=2");
        assertThat(page.locator("section[aria-labelledby=changed]").textContent())
                .contains("Keeps for at most", "1 year and 6 months", "6 months");
        assertThat(page.locator("section[aria-labelledby=disclosed]").textContent())
                .contains("/elements/employment", "No category of the terms covers this property")
                .contains("Permitted with the person’s consent", "More");
        assertThat(page.locator("del").allTextContents()).anyMatch(each -> each.contains("1 year"));
        assertThat(page.locator("ins").allTextContents())
                .anyMatch(each -> each.contains("employments"));
        ConsoleBrowser.requireAccessible(page, "a comparison");
        ConsoleBrowser.keep(page, "compare-journey");
    }

    /** One has filled in what is to follow version 1; meanwhile the other's version 2 is opened. */
    private static void undoesNoVersionThatCameBetween(Page ilo, Page unesco, String id) {
        unesco.navigate("/console/agreement?id=" + id + "&version=2");
        unesco.locator("main a[href$='to=open']").click();
        unesco.locator("#understood").check();
        unesco.locator("#submit").click();
        unesco.waitForURL("**done=stage-open");

        ilo.locator("#f-breachNoticeHours").fill("12");
        save(ilo);
        assertThat(ilo.locator("#moved").textContent())
                .contains("Version 2 was opened for signature while you were writing");
        assertThat(ilo.locator("h1").textContent()).isEqualTo("Draft version 3");
        assertThat(ilo.locator("tr[id^=take-]").count()).isEqualTo(2);
        assertThat(ilo.locator("#take-retention-theirs").isChecked()).isTrue();
        assertThat(ilo.locator("#take-elements-theirs").isChecked()).isTrue();
        assertThat(SITE.dealings().version("ILO", id, 2).required("versions").size()).isEqualTo(2);

        save(ilo);
        ilo.waitForURL("**done=drafted");
        var terms = SITE.dealings().version("UNESCO", id, 3).required("terms");
        assertThat(terms.required("breachNoticeHours").intValue()).isEqualTo(12);
        assertThat(terms.required("retention").stringValue()).isEqualTo("P6M");
    }

    private static void takesAlong(Page page, String id) {
        page.navigate("/console/agreement?id=" + id + "&version=2");
        var digest = page.locator("section[aria-labelledby=digest] code").first().textContent();
        var pdf = page.waitForDownload(() -> page.getByText("Download as PDF").click());
        assertThat(pdf.suggestedFilename()).isEqualTo("agreement-" + id + "-v2.pdf");
        var answer =
                page.request()
                        .get(
                                SITE.node().address()
                                        + "/console/agreement-pdf?id="
                                        + id
                                        + "&version=2");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/pdf")
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-content-type-options", "nosniff");
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
        // The terms of that digest are attached.
        assertThat(digestsOfStreams(answer.body())).contains(digest);

        var json =
                page.request()
                        .get(
                                SITE.node().address()
                                        + "/console/agreement-json?id="
                                        + id
                                        + "&version=2");
        assertThat(json.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry(
                        "content-disposition",
                        "attachment; filename=\"agreement-" + id + "-v2.json\"");
        var version = Json.read(json.body());
        assertThat(version.required("termsDigest").stringValue()).isEqualTo(digest);
        assertThat(digest(version.required("terms"))).isEqualTo(digest);
    }

    private static String digest(JsonNode terms) {
        return Base64Url.encode(Digests.sha256(Jcs.canonical(terms)));
    }

    /** Of every stream of a PDF, as it is and inflated. */
    private static Set<String> digestsOfStreams(byte[] pdf) {
        var digests = new TreeSet<String>();
        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        var streams = STREAM.matcher(text);
        while (streams.find()) {
            var stream = streams.group(1).getBytes(StandardCharsets.ISO_8859_1);
            digests.add(Base64Url.encode(Digests.sha256(inflated(stream))));
        }
        return digests;
    }

    /** ISO 32000-1, 7.3.8.1. */
    private static final Pattern STREAM =
            Pattern.compile("(?<!end)stream\r?\n(.*?)\r?\nendstream", Pattern.DOTALL);

    private static byte[] inflated(byte[] stream) {
        var inflater = new Inflater();
        inflater.setInput(stream);
        var out = new ByteArrayOutputStream();
        var part = new byte[8192];
        try {
            for (int read = inflater.inflate(part); read > 0; read = inflater.inflate(part)) {
                out.write(part, 0, read);
            }
            return out.toByteArray();
        } catch (DataFormatException plain) {
            return stream;
        } finally {
            inflater.end();
        }
    }

    @Test
    void keepsWhatWasTypedWhenTheSessionHadEnded() {
        var page = SITE.browser().signedIn("who.legal-officer", "en");
        page.navigate("/console/agreement-draft" + TEMPLATE);
        fill(page, "UNAIDS");
        page.context().clearCookies();
        save(page);
        page.waitForURL("**/console/sign-in*");
        SITE.browser().signIn(page, "who.legal-officer", SITE.browser().password());
        page.waitForURL("**/console/agreement-draft" + TEMPLATE);

        assertThat(page.locator("#f-breachNoticeHours").inputValue()).isEqualTo("800");
        assertThat(page.locator("input[name=f-parties][value=UNAIDS]").isChecked()).isTrue();
        assertThat(page.locator("#f-annexes-0-title").inputValue()).isEqualTo("Focal points");
        page.locator("#f-breachNoticeHours").fill("72");
        page.locator("#more").click();
        assertThat(page.locator("#f-annexes-1-text").isVisible()).isTrue();
        assertThat(page.locator("#f-annexes-0-title").inputValue()).isEqualTo("Focal points");
        save(page);
        assertThat(SITE.dealings().version("UNAIDS", id(page), 1).at("/terms/annexes").size())
                .isEqualTo(1);
    }

    @Test
    void draftsMendsAndOpensByKeyboardAlone() {
        var page = SITE.browser().signedIn("ifad.legal-officer", "en");
        page.navigate("/console/home");
        ConsoleBrowser.enter(page, "nav.parts a[href='/console/agreements']");
        page.waitForURL("**/console/agreements");
        ConsoleBrowser.enter(page, "main a[href='/console/agreement-draft']");
        page.waitForURL("**/console/agreement-draft");
        ConsoleBrowser.enter(page, "main a[href$='" + TEMPLATE + "']");
        page.waitForURL("**/console/agreement-draft" + TEMPLATE);
        fillByKeyboard(page, "IAEA");
        ConsoleBrowser.enter(page, "#save");
        page.locator("div[role=alert]").waitFor();
        assertThat(page.locator("#f-from").inputValue()).isEqualTo("2026-01-01");
        ConsoleBrowser.enter(page, "a[href='#f-breachNoticeHours']");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("f-breachNoticeHours");
        page.keyboard().press("Control+A");
        page.keyboard().type("72");
        page.keyboard().press("Enter");
        var id = id(page);

        ConsoleBrowser.enter(page, "a[href$='to=open']");
        page.waitForURL("**/console/agreement-stage?*");
        ConsoleBrowser.tick(page, "#understood");
        ConsoleBrowser.enter(page, "#submit");
        page.waitForURL("**done=stage-open");
        assertThat(SITE.dealings().version("IAEA", id, 1).required("state").stringValue())
                .isEqualTo("open");
    }

    /** An older text, from before there were templates, is taken up with what fits. */
    @Test
    void takesUpATextThatNoTemplateMade() {
        var id = SITE.dealings().open("UNIDO", "UNODC", false).required("id").stringValue();
        var page = SITE.browser().signedIn("unido.legal-officer", "en");
        page.navigate("/console/agreement?id=" + id);
        page.locator("main a[href*='after=1']").click();
        assertThat(main(page)).contains("This text was drafted without a template");
        page.locator("main a[href*='template=background-verification-confidential&']").click();

        assertThat(page.locator("input[name=f-parties][value=UNODC]").isChecked()).isTrue();
        assertThat(page.locator("#f-retention-years").inputValue()).isEqualTo("1");
        assertThat(page.locator("#f-breachNoticeHours").inputValue()).isEqualTo("72");
        assertThat(page.locator("#f-disputes-1").inputValue()).isEmpty();
    }
}
