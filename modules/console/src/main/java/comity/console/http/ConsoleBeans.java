package comity.console.http;

import comity.agreements.Agreements;
import comity.agreements.Mandates;
import comity.agreements.sensitivity.ScaleProposals;
import comity.agreements.sensitivity.Scales;
import comity.console.AgreementsDesk;
import comity.console.ApprovalsDesk;
import comity.console.ClassesDesk;
import comity.console.DraftsDesk;
import comity.console.EntitiesDesk;
import comity.console.ExchangesDesk;
import comity.console.MandatesDesk;
import comity.console.SimulatorDesk;
import comity.console.Waiting;
import comity.console.openid.OpenIdProvider;
import comity.console.openid.OpenIdSettings;
import comity.exchange.Approvals;
import comity.exchange.Exchanges;
import comity.exchange.History;
import comity.exchange.Purposes;
import comity.kernel.Ids;
import comity.kernel.NodeMode;
import comity.kernel.Settings;
import comity.kernel.http.NodeStart;
import comity.kernel.persistence.Transactions;
import comity.ledger.Ledger;
import comity.ledger.LedgerSettings;
import comity.ledger.LogSigner;
import comity.parties.KeptKeys;
import comity.parties.KeyRequests;
import comity.parties.NodeIdentity;
import comity.parties.Parties;
import comity.parties.people.KeyRenewals;
import comity.parties.people.People;
import comity.schema.Schemas;
import comity.trust.note.LogTrust;
import comity.trust.note.VerifierKey;
import comity.trust.vault.NodeKeys;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the desks. */
@ApplicationScoped
public class ConsoleBeans {

    /** The provider's settings are read when somebody signs in: too late to refuse them. */
    void start(@Observes @Priority(NodeStart.PRIORITY + 100) Startup event, Settings settings) {
        NodeStart.saying(() -> OpenIdSettings.read(settings));
    }

    @Produces
    @Singleton
    Optional<OpenIdProvider> provider(
            Settings settings, NodeIdentity node, NodeMode mode, InstantSource clock) {
        return OpenIdSettings.read(settings)
                .map(
                        set ->
                                new OpenIdProvider(
                                        set,
                                        node.address(Addresses.OPENID_RETURN),
                                        mode == NodeMode.SANDBOX,
                                        clock));
    }

    @Produces
    @Singleton
    KeptForms forms(InstantSource clock) {
        return new KeptForms(clock);
    }

    @Produces
    @Singleton
    EntitiesDesk entities(
            Transactions transactions,
            Parties parties,
            KeyRequests keyRequests,
            KeyRenewals renewals,
            InstantSource clock) {
        return new EntitiesDesk(transactions, parties, keyRequests, renewals, clock);
    }

    @Produces
    @Singleton
    AgreementsDesk agreements(
            Transactions transactions,
            Agreements agreements,
            KeptKeys keptKeys,
            InstantSource clock,
            Ids ids) {
        return new AgreementsDesk(transactions, agreements, keptKeys, clock, ids);
    }

    @Produces
    @Singleton
    MandatesDesk mandates(
            Transactions transactions,
            Mandates mandates,
            Schemas schemas,
            KeptKeys keptKeys,
            InstantSource clock,
            Ids ids) {
        return new MandatesDesk(transactions, mandates, schemas, keptKeys, clock, ids);
    }

    @Produces
    @Singleton
    DraftsDesk drafts(Transactions transactions, Agreements agreements, Parties parties) {
        return new DraftsDesk(transactions, agreements, parties);
    }

    @Produces
    @Singleton
    ExchangesDesk exchanges(
            Transactions transactions,
            Exchanges exchanges,
            History history,
            Ledger ledger,
            LedgerSettings settings,
            LogSigner signer,
            NodeKeys keys) {
        var log = VerifierKey.parse(signer.verifierKeys().get(0));
        return new ExchangesDesk(
                transactions,
                exchanges,
                history,
                ledger,
                keys.receipt().verificationKey(),
                LogTrust.inLog(settings.origin(), log));
    }

    @Produces
    @Singleton
    ApprovalsDesk approvals(Transactions transactions, Approvals approvals) {
        return new ApprovalsDesk(transactions, approvals);
    }

    @Produces
    @Singleton
    ClassesDesk classes(
            Transactions transactions, Scales scales, ScaleProposals proposals, People people) {
        return new ClassesDesk(transactions, scales, proposals, people);
    }

    @Produces
    @Singleton
    SimulatorDesk simulator(
            Transactions transactions,
            Exchanges exchanges,
            Schemas schemas,
            Purposes purposes,
            InstantSource clock) {
        return new SimulatorDesk(transactions, exchanges, schemas, purposes, clock);
    }

    @Produces
    @Singleton
    Waiting waiting(
            EntitiesDesk entities,
            AgreementsDesk agreements,
            ApprovalsDesk approvals,
            ClassesDesk classes,
            MandatesDesk mandates,
            InstantSource clock) {
        return new Waiting(entities, agreements, approvals, classes, mandates, clock);
    }
}
