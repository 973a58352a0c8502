package comity.acceptance.container;

import comity.kernel.NodeModules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What the assembly gives to the kernel. */
@ApplicationScoped
public class ProbeBeans {

    @Produces
    @Singleton
    NodeModules modules() {
        return new NodeModules(List.of("probe"));
    }
}
