package comity.agreements.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActKindTest {

    @Test
    void isFoundByTheCodeThatActsWrite() {
        for (var kind : ActKind.values()) {
            assertThat(ActKind.of(kind.code())).contains(kind);
        }
        assertThat(ActKind.TERMINATE.code()).isEqualTo("terminate");
        assertThat(ActKind.of("annul")).isEmpty();
    }

    @Test
    void whatEndsOrPausesIsAboutEveryVersionAndAnswersAreAboutAnAccession() {
        assertThat(Arrays.stream(ActKind.values()).filter(ActKind::affectsEveryVersion))
                .containsExactlyInAnyOrder(ActKind.SUSPEND, ActKind.RESUME, ActKind.TERMINATE);
        assertThat(Arrays.stream(ActKind.values()).filter(ActKind::answersAccession))
                .containsExactlyInAnyOrder(ActKind.COUNTERSIGN, ActKind.OBJECT);
    }
}
