package comity.trust.planted;

import comity.client.cli.ComityCommand;

/** Uses what another module keeps to itself. */
public final class ReachesInside {

    private ReachesInside() {}

    static Class<?> inside() {
        return ComityCommand.class;
    }
}
