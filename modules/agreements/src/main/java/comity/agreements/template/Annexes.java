package comity.agreements.template;

import comity.kernel.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the schema cannot say of the annexes of terms. */
public final class Annexes {

    /** What is wrong with text that is not plain. */
    public static final String DECEIVES = "has a control character or an override of direction";

    private Annexes() {}

    /** Characters that would make a reader see something else than what is signed. */
    public static List<Violation> violations(JsonNode terms) {
        var violations = new ArrayList<Violation>();
        var annexes = terms.path("annexes");
        for (int i = 0; i < annexes.size(); i++) {
            var text = annexes.get(i).path("text").stringValue("");
            if (text.isBlank()) {
                violations.add(new Violation("/annexes/" + i + "/text", "says nothing"));
            } else if (!isPlain(text)) {
                violations.add(new Violation("/annexes/" + i + "/text", DECEIVES));
            }
        }
        return violations;
    }

    /** Whether a reader of free text sees what is signed: its lines end in one character. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Annexes::deceives);
    }

    private static boolean deceives(int point) {
        return (Character.isISOControl(point) && point != '\n')
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }
}
