package comity.kernel;

import java.util.List;

/**
 * The modules that keep tables, each after those whose tables it counts on. The assembly produces
 * it; each name has its scripts in {@code db/<name>}.
 */
public record NodeModules(List<String> inOrder) {

    public NodeModules {
        inOrder = List.copyOf(inOrder);
    }
}
