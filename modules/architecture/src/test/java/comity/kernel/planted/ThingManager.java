package comity.kernel.planted;

/** Is called after nothing. */
public final class ThingManager {}
