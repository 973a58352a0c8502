package comity.app;

import comity.kernel.http.ProblemMapper;
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
        return Set.of(ProblemMapper.class, SchemasResource.class);
    }
}
