package comity.parties;

import comity.kernel.JsonLimits;

/** Bounds of what the node itself wrote: wider than those of a request, and still bounds. */
final class KeptLimits {

    static final JsonLimits ANSWER = new JsonLimits(16 << 20, 64, 1_000_000, 4 << 20);

    private KeptLimits() {}
}
