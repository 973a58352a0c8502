package comity.kernel.http;

import comity.kernel.Ids;
import comity.kernel.NodeMode;
import comity.kernel.Pages;
import comity.kernel.Settings;
import comity.kernel.persistence.AfterCommit;
import comity.kernel.persistence.DatabaseClock;
import comity.kernel.persistence.ServerAfterCommit;
import comity.kernel.persistence.ServerTransactions;
import comity.kernel.persistence.Transactions;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/** Makes what every module is built from. */
@ApplicationScoped
public class KernelBeans {

    /** The container's: each transaction has its own persistence context behind it. */
    @PersistenceContext(unitName = "comity")
    EntityManager entityManager;

    @Resource(lookup = "jdbc/comity")
    DataSource database;

    /** Each connection its own: see {@link NodeStart}. */
    @Resource(lookup = "jdbc/comity", shareable = false)
    DataSource unsharedDatabase;

    @Resource TransactionSynchronizationRegistry synchronizations;

    @Resource UserTransaction currentTransaction;

    @Inject Config config;
    @Inject SuspendedTransaction suspension;

    @Produces
    @Singleton
    EntityManager entityManager() {
        return entityManager;
    }

    @Produces
    @Singleton
    DataSource database() {
        return database;
    }

    @Produces
    @Singleton
    @Unshared
    DataSource unsharedDatabase() {
        return unsharedDatabase;
    }

    @Produces
    @Singleton
    Transactions transactions(SecureRandom random) {
        return new ServerTransactions(currentTransaction, suspension, random);
    }

    @Produces
    @Singleton
    AfterCommit afterCommit() {
        return new ServerAfterCommit(synchronizations);
    }

    @Produces
    @Singleton
    DatabaseClock clock() {
        return new DatabaseClock(unsharedDatabase);
    }

    @Produces
    @Singleton
    Ids ids(InstantSource clock, SecureRandom random) {
        return new Ids(clock, random);
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Settings settings() {
        return new Settings(name -> config.getOptionalValue(name, String.class), NodeStart::refuse);
    }

    @Produces
    @Singleton
    NodeMode mode(Settings settings) {
        return settings.read(from -> from.one("comity.mode", NodeMode.class, NodeMode.PRODUCTION));
    }

    @Produces
    @Singleton
    Pages pages(Settings settings, NodeMode mode) {
        return new Pages(settings.read(from -> from.text("comity.node.name", "Comity")), mode);
    }
}
