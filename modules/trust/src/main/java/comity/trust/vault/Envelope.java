package comity.trust.vault;

/** Seals what the node stores. */
public final class Envelope {
    private Envelope() {}
}
