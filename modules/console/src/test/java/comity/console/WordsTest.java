package comity.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import comity.agreements.MandatedAct;
import comity.agreements.decision.ActKind;
import comity.agreements.decision.Why;
import comity.agreements.sensitivity.Approval;
import comity.agreements.sensitivity.Proposal;
import comity.agreements.sensitivity.ScaleSets;
import comity.exchange.Purposes;
import comity.parties.KeyUse;
import comity.parties.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final Path VIEWS = Path.of("src/main/resources/META-INF");
    private static final Path CODE = Path.of("src/main/java");

    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");

    /**
     * What has no words: comments, what a computer is told, and the marks of the document itself.
     */
    private static final Pattern WORDLESS =
            Pattern.compile("(?s)<!--.*?-->|<pre.*?</pre>|<!DOCTYPE[^>]*>|<\\?xml[^>]*>");

    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\\s(?:aria-label|title|placeholder|alt|label)=\"([^\"]*)\"");

    private static final Pattern KEY_IN_VIEW = Pattern.compile("t\\.of\\('([a-z][^']*[a-z-])'[,)]");

    /** What is wrong with a field is told by its key. */
    private static final Pattern KEY_OF_A_MISTAKE =
            Pattern.compile(
                    "(?:wrong\\s*\\.put(?:IfAbsent)?|refuse)\\(\\s*[^(),]+,\\s*\"([a-z][^\"]*[^.\"])\"\\s*\\)");

    private static final Pattern KEY_IN_CODE =
            Pattern.compile("words(?:\\(\\))?\\s*\\.of\\(\\s*\"([^\"]*[^.\"])\"\\s*[,)]");

    static List<String> languages() {
        return Words.languages();
    }

    @Test
    void speaksEnglishFrenchAndArabic() {
        assertThat(Words.languages()).containsExactly("en", "fr", "ar");
        assertThat(Words.in(Locale.forLanguageTag("ar-EG")).isRightToLeft()).isTrue();
        assertThat(Words.in(Locale.CANADA_FRENCH).of("cancel")).isEqualTo("Annuler");
        assertThat(Words.in(Locale.JAPANESE).of("cancel")).isEqualTo("Cancel");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasEveryTextInEveryLanguageWithTheSameParameters(String language) {
        var english = Words.file("en");
        var texts = Words.file(language);

        assertThat(new TreeSet<>(texts.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        texts.forEach(
                (key, text) -> {
                    assertThat(text).as(key).isNotBlank();
                    assertThat(parameters(text, language))
                            .as(key)
                            .isEqualTo(parameters(english.getOrDefault(key, ""), "en"));
                });
    }

    private static int parameters(String text, String language) {
        return new MessageFormat(text, Locale.forLanguageTag(language)).getArgumentNames().size();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void saysOfEachFileWhetherSomebodyHasReviewedIt(String language) throws IOException {
        var file =
                Path.of(
                        "src/main/resources/comity/console/words_%s.properties"
                                .formatted(language));

        assertThat(Files.readAllLines(file))
                .anyMatch(line -> line.matches("# status: (reviewed|unreviewed).*"));
        assertThat(Words.file(language).values()).noneMatch(text -> text.contains("unreviewed"));
    }

    @Test
    void hasNoTextInAViewThatIsNotFromTheFiles() throws IOException {
        var literals = new ArrayList<String>();
        for (var view : files(VIEWS, ".xhtml")) {
            var markup = WORDLESS.matcher(Files.readString(view)).replaceAll("");
            var spoken = new StringBuilder();
            var attributes = SPOKEN_ATTRIBUTE.matcher(markup);
            while (attributes.find()) {
                spoken.append(attributes.group(1)).append('\n');
            }
            spoken.append(markup.replaceAll("(?s)<[^>]*>", "\n"));
            EXPRESSION
                    .matcher(spoken)
                    .replaceAll("")
                    .lines()
                    .filter(line -> line.codePoints().anyMatch(Character::isLetter))
                    .forEach(line -> literals.add(view.getFileName() + ": " + line.strip()));
        }

        assertThat(literals).isEmpty();
    }

    @Test
    void hasEveryKeyThatAViewOrThePagesName() throws IOException {
        var named = new TreeSet<String>();
        for (var view : files(VIEWS, ".xhtml")) {
            find(KEY_IN_VIEW, Files.readString(view), named);
        }
        for (var source : files(CODE, ".java")) {
            find(KEY_IN_CODE, Files.readString(source), named);
            find(KEY_OF_A_MISTAKE, Files.readString(source), named);
        }

        assertThat(named).hasSizeGreaterThan(100);
        assertThat(Words.file("en").keySet()).containsAll(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role.",
                "key.use.",
                "key.state.",
                "verdict.",
                "waiting.",
                "list.exchanges.",
                "revoke.last.",
                "waiting.no-key.",
                "reserve.wrong.",
                "draft.part.",
                "draft.moved.",
                "mandate.grant.",
                "mandate.revoke.",
                "mandate.act.",
                "error.404.",
                "error.403.",
                "error.500."
            })
    void hasTheFamiliesThatAreComposed(String family) {
        assertThat(Words.file("en").keySet()).anyMatch(key -> key.startsWith(family));
    }

    /** Codes of the protocol that pages show: {@link Words#code} would show a code as it is. */
    static Stream<String> codes() {
        var purposes =
                Purposes.published()
                        .document()
                        .required("items")
                        .valueStream()
                        .map(each -> "purpose." + each.required("code").stringValue());
        var states =
                Stream.of(
                                "draft review open partly-signed signed in-force suspended ended expired superseded waiting"
                                        .split(" "))
                        .map(code -> "state." + code);
        return Stream.of(
                        Stream.of(Why.values()).map(why -> "why." + why.code()),
                        Stream.of(ActKind.values()).map(act -> "act." + act.code()),
                        Stream.of(KeyUse.values()).map(use -> "key.use." + use.code()),
                        Stream.of(Role.values()).map(role -> "role." + role.code()),
                        Stream.of("consent", "best-interests", "mandate", "other")
                                .map(code -> "basis." + code),
                        Stream.of("permitted", "refused", "needs-approval")
                                .map(outcome -> "outcome." + outcome),
                        ApprovalsDesk.REASONS.stream().map(reason -> "refusal." + reason),
                        Stream.of(Approval.Hindrance.values())
                                .map(why -> why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .map(why -> "hindrance." + why),
                        Stream.of(Proposal.State.values())
                                .map(state -> "proposal.state." + state.code()),
                        Stream.of(MandatedAct.values())
                                .flatMap(
                                        act ->
                                                Stream.of(
                                                        "mandated." + act.code(),
                                                        "mandated." + act.code() + ".follows")),
                        Stream.of(MandateStanding.values())
                                .map(standing -> "mandate.state." + standing.code()),
                        ScaleSets.names().stream().map(set -> "set." + set),
                        Stream.of("property", "words", "controls", "again", "set")
                                .flatMap(
                                        kind ->
                                                Stream.of(
                                                        "change." + kind + ".title",
                                                        "change." + kind + ".lead")),
                        Stream.of("added", "removed", "changed")
                                .map(kind -> "change.class." + kind),
                        Stream.of("records", "exchanges-waiting").map(kind -> "impact." + kind),
                        NextStages.ALL.stream()
                                .flatMap(
                                        stage ->
                                                Stream.of(
                                                        "stage." + stage + ".title",
                                                        "stage." + stage + ".do",
                                                        "done.stage-" + stage)),
                        Stream.of("more", "less", "otherwise", "same")
                                .map(kind -> "compare.permits." + kind),
                        Stream.of("added", "removed").map(kind -> "compare.flow." + kind),
                        Stream.of("text-changed", "text-is-open", "text-in-preparation")
                                .flatMap(
                                        slug ->
                                                Stream.of(
                                                        "problem." + slug, "draft.moved." + slug)),
                        purposes,
                        states)
                .flatMap(each -> each);
    }

    @Test
    void hasWordsForEveryCodeThatTheProtocolSays() {
        assertThat(codes()).hasSizeGreaterThan(50).isSubsetOf(Words.file("en").keySet());
    }

    @Test
    void writesNumbersTimesAndPluralsAsTheLanguageDoes() {
        var at = Instant.parse("2026-11-21T13:05:00Z");
        var french = Words.in(Locale.FRENCH);
        var arabic = Words.in(Locale.forLanguageTag("ar"));

        assertThat(french.number(1234567)).matches("1\\h234\\h567");
        assertThat(french.time(at)).contains("21 nov. 2026", "13:05", "UTC");
        assertThat(french.day(LocalDate.parse("2026-03-01"))).isEqualTo("1 mars 2026");
        assertThat(arabic.of("years", 2)).isEqualTo("سنتان");
        assertThat(arabic.of("years", 3)).contains("سنوات");
        assertThat(Words.in(Locale.ENGLISH).of("years", 1)).isEqualTo("1 year");
    }

    private static void find(Pattern pattern, String text, Set<String> into) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var all = Files.walk(folder)) {
            var found = all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
