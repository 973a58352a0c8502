package comity.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.agreements.AgreementsProblem;
import comity.kernel.Json;
import comity.kernel.Problem;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DraftsDeskTest {

    private static ObjectNode kept(int version) {
        return Json.object().put("version", version);
    }

    /** Whoever reads version 1 and writes 2 does not undo a 2 that came between. */
    @Test
    void aNextVersionIsTheOneAfterThatWhichWasRead() {
        var place = DraftsDesk.Place.after("an-agreement", 1);

        assertThat(place.require(kept(2))).isEqualTo(kept(2));
        assertThatThrownBy(() -> place.require(kept(3)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        refused ->
                                assertThat(refused.type())
                                        .isEqualTo(AgreementsProblem.TEXT_IS_OPEN))
                .hasMessageContaining("Version 2 is open");
    }
}
