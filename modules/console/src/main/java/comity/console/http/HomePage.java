package comity.console.http;

import comity.console.AgreementsDesk;
import comity.console.ApprovalsDesk;
import comity.console.ExchangesDesk;
import comity.console.MandatesDesk;
import comity.console.SimulatorDesk;
import comity.console.Waiting;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for the officer, and what is open to him or her. */
@Named("home")
@RequestScoped
public class HomePage {

    @Inject Visit visit;
    @Inject Waiting waiting;
    @Inject AgreementsDesk agreements;
    @Inject ExchangesDesk exchanges;
    @Inject ApprovalsDesk approvals;
    @Inject SimulatorDesk simulator;
    @Inject MandatesDesk mandates;

    private @Nullable List<Waiting.Item> items;

    public List<Waiting.Item> items() {
        var found = items;
        if (found == null) {
            found = waiting.of(visit.officer());
            items = found;
        }
        return found;
    }

    /** An item in words. */
    public String say(Waiting.Item item) {
        return visit.words().of("waiting." + item.key(), item.parameters().toArray());
    }

    public boolean isAgreementsOpen() {
        return agreements.isOpenTo(visit.officer());
    }

    public boolean isMandatesOpen() {
        return mandates.isOpenTo(visit.officer());
    }

    public boolean isExchangesOpen() {
        return exchanges.isOpenTo(visit.officer());
    }

    public boolean isApprovalsOpen() {
        return approvals.isOpenTo(visit.officer());
    }

    public boolean isSimulatorOpen() {
        return simulator.isOpenTo(visit.officer());
    }

    /** The officer's roles, in words. */
    public String roles() {
        var words = visit.words();
        var roles =
                visit.officer().roles().stream()
                        .map(role -> words.of("role." + role.code()))
                        .toList();
        return roles.isEmpty() ? words.of("role.none") : words.list(roles);
    }
}
