package comity.sandbox.http;

import comity.agreements.Agreements;
import comity.exchange.Records;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
import comity.kernel.NodeMode;
import comity.kernel.Settings;
import comity.kernel.http.NodeStart;
import comity.kernel.persistence.Transactions;
import comity.parties.KeptKeys;
import comity.parties.Parties;
import comity.parties.people.People;
import comity.sandbox.Sandbox;
import comity.schema.Schemas;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Loads the sandbox when the node starts as one. */
@ApplicationScoped
public class SandboxStart {

    @Inject NodeMode mode;
    @Inject Settings settings;
    @Inject Transactions transactions;
    @Inject Parties parties;
    @Inject KeptKeys keptKeys;
    @Inject People people;
    @Inject Agreements agreements;
    @Inject Records records;
    @Inject StatusLists statusLists;
    @Inject Schemas schemas;
    @Inject InstantSource clock;
    @Inject Ids ids;
    @Inject SecureRandom random;

    void load(@Observes @Priority(NodeStart.PRIORITY + 2000) Startup started) {
        if (mode == NodeMode.SANDBOX) {
            NodeStart.saying(this::load);
        }
    }

    private void load() {
        var data = settings.read(from -> from.path("comity.data", Path.of("data")));
        Sandbox.in(
                        data,
                        transactions,
                        parties,
                        keptKeys,
                        people,
                        agreements,
                        records,
                        statusLists,
                        schemas,
                        clock,
                        ids,
                        random)
                .load();
    }
}
