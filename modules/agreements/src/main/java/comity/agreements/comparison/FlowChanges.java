package comity.agreements.comparison;

import comity.agreements.decision.Terms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Who may disclose to whom under the one terms and not under the other. */
final class FlowChanges {

    private FlowChanges() {}

    static List<Terms.Flow> onlyIn(Terms one, Terms other) {
        var only = new ArrayList<Terms.Flow>();
        var entities = new LinkedHashSet<>(one.parties());
        entities.addAll(one.eligible().stream().sorted().toList());
        for (var from : entities) {
            for (var to : entities) {
                if (one.letsFlow(from, to) && !other.letsFlow(from, to)) {
                    only.add(new Terms.Flow(from, to));
                }
            }
        }
        return only;
    }
}
