package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.parties.people.ShownTo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeptFormsTest {

    private static final ShownTo SHOWN = new ShownTo(new UUID(0, 1), "WFP");
    private static final String PAGE = "/console/simulator";

    /** The longest value that is kept beside the name {@code purpose}. */
    private static final String LONGEST =
            "x".repeat(KeptForms.MOST_CHARACTERS - KeptForms.FIELD - "purpose".length());

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final KeptForms forms = new KeptForms(now::get);

    private static Map<String, String[]> typed(String value) {
        var typed = new HashMap<String, String[]>();
        typed.put("purpose", new String[] {value});
        return typed;
    }

    @Test
    void givesAFormBackOnceToItsPersonAndItsPage() {
        var typed = typed("audit");
        typed.put("want", new String[] {"/a", "/b"});
        forms.keep(typed, SHOWN, PAGE + "?id=a");

        assertThat(forms.take(new UUID(0, 2), PAGE + "?id=a")).isEmpty();
        for (var elsewhere : List.of("/console/home", PAGE, PAGE + "?id=b")) {
            assertThat(forms.take(SHOWN.person(), elsewhere)).as(elsewhere).isEmpty();
        }
        var form = forms.take(SHOWN.person(), PAGE + "?id=a").orElseThrow();
        assertThat(form.entity()).isEqualTo("WFP");
        assertThat(form.fields()).isEqualTo(Map.of("purpose", "audit", "want", "/a\n/b"));
        assertThat(forms.take(SHOWN.person(), PAGE + "?id=a")).isEmpty();
    }

    @Test
    void keepsNoPasswordAndNothingOfThePageItself() {
        var typed = typed("audit");
        for (var name :
                new String[] {
                    "password",
                    "password-again",
                    "at",
                    "for",
                    "ask_SUBMIT",
                    "jakarta.faces.ViewState"
                }) {
            typed.put(name, new String[] {"x"});
        }
        forms.keep(typed, SHOWN, PAGE);

        assertThat(forms.take(SHOWN.person(), PAGE).orElseThrow().fields())
                .containsOnlyKeys("purpose");
    }

    @Test
    void keepsNothingOfWhoWantedToLeaveAndNothingTooLong() {
        var leaving = typed("audit");
        leaving.put("sign-out", new String[] {"Sign out"});
        forms.keep(leaving, SHOWN, PAGE);
        assertThat(forms.take(SHOWN.person(), PAGE)).isEmpty();

        forms.keep(typed(LONGEST + "x"), SHOWN, PAGE);
        assertThat(forms.take(SHOWN.person(), PAGE)).isEmpty();
        forms.keep(typed(LONGEST), SHOWN, PAGE);
        assertThat(forms.take(SHOWN.person(), PAGE)).isPresent();
    }

    @Test
    void keepsTheLastOfEachPersonForItsTime() {
        forms.keep(typed("audit"), SHOWN, PAGE);
        forms.keep(typed("review"), SHOWN, PAGE);
        now.updateAndGet(at -> at.plus(KeptForms.LONGEST));
        assertThat(forms.take(SHOWN.person(), PAGE).orElseThrow().fields())
                .containsEntry("purpose", "review");

        forms.keep(typed("audit"), SHOWN, PAGE);
        assertThat(forms.count()).isEqualTo(1);
        now.updateAndGet(at -> at.plus(KeptForms.LONGEST).plus(Duration.ofSeconds(1)));
        assertThat(forms.count()).isZero();
        assertThat(forms.take(SHOWN.person(), PAGE)).isEmpty();
    }

    @Test
    void letsTheOldestGoWhereAllTogetherAreTooMany() {
        int places = KeptForms.MOST_ALTOGETHER / KeptForms.MOST_CHARACTERS;
        for (int i = 0; i <= places; i++) {
            forms.keep(typed(LONGEST), new ShownTo(new UUID(0, i), "WFP"), PAGE);
        }

        assertThat(forms.take(new UUID(0, 0), PAGE)).isEmpty();
        for (int i = 1; i <= places; i++) {
            assertThat(forms.take(new UUID(0, i), PAGE)).as("%d", i).isPresent();
        }
    }
}
