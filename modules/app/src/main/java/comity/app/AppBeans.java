package comity.app;

import comity.kernel.NodeModules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What only the assembly knows. */
@ApplicationScoped
public class AppBeans {

    @Produces
    @Singleton
    NodeModules modules() {
        return new NodeModules(List.of());
    }
}
