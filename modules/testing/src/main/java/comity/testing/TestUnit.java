package comity.testing;

import comity.kernel.persistence.InstantConverter;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.jspecify.annotations.Nullable;

/** A persistence unit without a {@code persistence.xml}. */
final class TestUnit implements PersistenceUnitInfo {

    private final String name;
    private final DataSource database;
    private final List<String> classes;

    private TestUnit(String name, DataSource database, List<String> classes) {
        this.name = name;
        this.database = database;
        this.classes = classes;
    }

    static EntityManagerFactory factory(String name, DataSource database, Class<?>[] entities) {
        var classes =
                Stream.concat(Stream.of(InstantConverter.class), Stream.of(entities))
                        .map(Class::getName)
                        .toList();
        return new PersistenceProvider()
                .createContainerEntityManagerFactory(
                        new TestUnit(name, database, classes),
                        Map.of(
                                "eclipselink.weaving", "false",
                                "eclipselink.logging.level", "WARNING",
                                // It warns where a module has no entities.
                                "eclipselink.logging.level.metamodel", "SEVERE"));
    }

    @Override
    public String getPersistenceUnitName() {
        return name;
    }

    @Override
    public String getPersistenceProviderClassName() {
        return PersistenceProvider.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    @SuppressWarnings("NullAway") // The interface wants null where there is none.
    public @Nullable DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return database;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return TestUnit.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    public List<String> getManagedClassNames() {
        return classes;
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    /** As on the server: several nodes share the tables, so no node may keep rows to itself. */
    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return Thread.currentThread().getContextClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // Weaving is off.
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }
}
