package comity.bench.server;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The two endpoints that the exchange is compared with. */
@ApplicationPath("/")
public class BenchApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(BodiesResource.class);
    }
}
