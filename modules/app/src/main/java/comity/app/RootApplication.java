package comity.app;

import comity.ledger.http.LogAccess;
import comity.ledger.http.LogResource;
import comity.parties.http.ProblemsResource;
import comity.parties.http.WellKnownResource;
import comity.schema.http.SchemasResource;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * What answers at the root: {@code /log}, {@code /schemas}, {@code /.well-known}, {@code
 * /problems}. Mapped in {@code web.xml}, so that pages and assets can stand beside it.
 */
public class RootApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Surroundings.with(
                LogAccess.class,
                LogResource.class,
                SchemasResource.class,
                WellKnownResource.class,
                ProblemsResource.class);
    }
}
