package comity.parties.http;

import comity.kernel.Ids;
import comity.kernel.Settings;
import comity.kernel.persistence.Transactions;
import comity.ledger.Ledger;
import comity.ledger.LogReaders;
import comity.parties.Admissions;
import comity.parties.Caller;
import comity.parties.Calls;
import comity.parties.Directory;
import comity.parties.KeptKeys;
import comity.parties.KeyRequests;
import comity.parties.NodeIdentity;
import comity.parties.Parties;
import comity.parties.PartiesSettings;
import comity.parties.RateLimits;
import comity.parties.people.KeyRenewals;
import comity.parties.people.People;
import comity.parties.people.PeopleFile;
import comity.trust.Base64Url;
import comity.trust.vault.NodeKeys;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/** Makes this module's front doors. */
@ApplicationScoped
public class PartiesBeans {

    /** Not shared: who calls is read before, and apart from, any transaction. */
    @Resource(lookup = "jdbc/comity", shareable = false)
    DataSource database;

    @Produces
    @Singleton
    PartiesSettings partiesSettings(Settings settings) {
        return PartiesSettings.read(settings);
    }

    @Produces
    @Singleton
    NodeIdentity identity(PartiesSettings settings) {
        return settings.identity(version());
    }

    @Produces
    @Singleton
    Parties parties(EntityManager database, Ledger ledger, InstantSource clock) {
        return new Parties(database, ledger, clock);
    }

    @Produces
    @Singleton
    KeyRequests keyRequests(Parties parties, InstantSource clock) {
        return new KeyRequests(parties, clock);
    }

    @Produces
    @Singleton
    KeptKeys keptKeys(EntityManager database, Parties parties, NodeKeys keys) {
        return new KeptKeys(database, parties, keys.envelope());
    }

    @Produces
    @Singleton
    Directory directory(
            Parties parties,
            KeptKeys keptKeys,
            Transactions transactions,
            InstantSource clock,
            SecureRandom random) {
        return new Directory(parties, keptKeys, transactions, clock, random);
    }

    @Produces
    @Singleton
    People people(
            EntityManager entityManager,
            Transactions transactions,
            Parties parties,
            NodeKeys keys,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        return new People(
                entityManager,
                transactions,
                parties,
                text -> Base64Url.encode(keys.subjectIndex().digest(text)),
                clock,
                ids,
                random);
    }

    @Produces
    @Singleton
    KeyRenewals keyRenewals(
            Transactions transactions,
            People people,
            KeptKeys keptKeys,
            InstantSource clock,
            SecureRandom random) {
        return new KeyRenewals(transactions, people, keptKeys, clock, random);
    }

    @Produces
    @Singleton
    PeopleFile peopleFile(People people, Transactions transactions) {
        return new PeopleFile(people, transactions);
    }

    @Produces
    @Singleton
    Admissions admissions(InstantSource clock) {
        return new Admissions(database, clock);
    }

    @Produces
    @Singleton
    Calls calls(
            EntityManager entityManager,
            Transactions transactions,
            InstantSource clock,
            NodeKeys keys) {
        return new Calls(database, entityManager, transactions, clock, keys.envelope());
    }

    @Produces
    @Singleton
    RateLimits limits(PartiesSettings settings) {
        return new RateLimits(settings.perAddress(), settings.perEntity());
    }

    @Produces
    @Singleton
    NodeSigner signer(NodeKeys keys, NodeIdentity node) {
        return new NodeSigner(keys.message(), node);
    }

    /** Entities read the log; the gate has verified who asks before the resource is matched. */
    @Produces
    @Singleton
    LogReaders logReaders(CurrentCall call, RequestLine line) {
        return new LogReaders() {
            @Override
            public void admit(ContainerRequestContext request) {
                if (call.verified().isEmpty()) {
                    throw Admissions.unsigned(request.getMethod());
                }
            }

            @Override
            public String reader() {
                return call.verified()
                        .map(Caller::entity)
                        .orElseGet(() -> RateLimits.network(line.address()));
            }
        };
    }

    private static String version() {
        return Optional.ofNullable(PartiesBeans.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
