package comity.exchange.http;

import comity.agreements.AgreementObserver;
import comity.agreements.Agreements;
import comity.agreements.Mandates;
import comity.agreements.sensitivity.ScaleReach;
import comity.exchange.ApprovalNotices;
import comity.exchange.Approvals;
import comity.exchange.CopyErasure;
import comity.exchange.ExchangeReach;
import comity.exchange.ExchangeSettings;
import comity.exchange.Exchanges;
import comity.exchange.Exchanging;
import comity.exchange.Feeds;
import comity.exchange.History;
import comity.exchange.Mandated;
import comity.exchange.Purposes;
import comity.exchange.RecordType;
import comity.exchange.RecordTypes;
import comity.exchange.Records;
import comity.exchange.notice.Notices;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
import comity.kernel.Patience;
import comity.kernel.Settings;
import comity.kernel.persistence.Transactions;
import comity.ledger.Ledger;
import comity.ledger.Receipts;
import comity.parties.Calls;
import comity.parties.KeptKeys;
import comity.parties.NodeIdentity;
import comity.parties.Parties;
import comity.schema.Schemas;
import comity.trust.vault.NodeKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** Makes what this module gives to the server. */
@ApplicationScoped
public class ExchangeBeans {

    /** Long polls that may wait at once on this node. */
    private static final int MOST_WAITING = 64;

    /** Of them, those of one entity. */
    private static final int MOST_WAITING_OF_ONE = 8;

    /** How long after a notice is written a long poll sees it at most. */
    private static final Duration LOOK = Duration.ofMillis(250);

    @Produces
    @Singleton
    RecordTypes types(Instance<RecordType> types) {
        return new RecordTypes(types.stream().toList());
    }

    @Produces
    @Singleton
    StatusLists statusLists(
            EntityManager database,
            NodeIdentity node,
            NodeKeys keys,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        return new StatusLists(database, node, keys.statusList(), clock, ids, random);
    }

    @Produces
    @Singleton
    Notices notices(EntityManager database, NodeKeys keys, Ids ids) {
        return new Notices(database, keys.envelope(), ids);
    }

    @Produces
    @Singleton
    ExchangeSettings exchangeSettings(Settings settings) {
        return ExchangeSettings.read(settings);
    }

    @Produces
    @Singleton
    Exchanging exchanging(
            EntityManager database,
            Transactions transactions,
            ExchangeSettings settings,
            RecordTypes types,
            Schemas schemas,
            Purposes purposes,
            Parties parties,
            Agreements agreements,
            Mandates mandates,
            Ledger ledger,
            Receipts receipts,
            StatusLists statusLists,
            Notices notices,
            KeptKeys keptKeys,
            NodeKeys keys,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        return new Exchanging(
                database,
                transactions,
                settings,
                types,
                schemas,
                purposes,
                parties,
                agreements,
                mandates,
                ledger,
                receipts,
                statusLists,
                notices,
                keptKeys,
                keys,
                clock,
                ids,
                random);
    }

    @Produces
    @Singleton
    Purposes purposes() {
        return Purposes.published();
    }

    @Produces
    @Singleton
    Records records(Exchanging exchanging) {
        return exchanging.records();
    }

    @Produces
    @Singleton
    AgreementObserver agreementNotices(EntityManager database, Notices notices) {
        return Exchanging.agreementNotices(database, notices);
    }

    @Produces
    @Singleton
    ScaleReach exchangeReach(EntityManager database, InstantSource clock) {
        return new ExchangeReach(database, clock);
    }

    @Produces
    @Singleton
    Exchanges exchanges(Exchanging exchanging) {
        return exchanging.exchanges();
    }

    @Produces
    @Singleton
    Approvals approvals(Exchanging exchanging) {
        return exchanging.approvals();
    }

    @Produces
    @Singleton
    Feeds feeds(Exchanging exchanging) {
        return exchanging.feeds();
    }

    @Produces
    @Singleton
    Mandated mandated(Exchanging exchanging) {
        return exchanging.mandated();
    }

    @Produces
    @Singleton
    ApprovalNotices approvalNotices(Exchanging exchanging) {
        return exchanging.approvalNotices();
    }

    @Produces
    @Singleton
    CopyErasure copyErasure(
            EntityManager database, Transactions transactions, Calls calls, InstantSource clock) {
        return new CopyErasure(database, transactions, calls, clock);
    }

    @Produces
    @Singleton
    History history(EntityManager database) {
        return new History(database);
    }

    @Produces
    @Singleton
    ExchangeSchemas schemas(Schemas schemas) {
        return ExchangeSchemas.of(schemas);
    }

    @Produces
    @Singleton
    Proofs proofs(Ledger ledger) {
        return new Proofs(ledger);
    }

    @Produces
    @Singleton
    Patience patience() {
        return new Patience(MOST_WAITING, MOST_WAITING_OF_ONE, LOOK);
    }
}
