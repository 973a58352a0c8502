package comity.kernel.planted;

import comity.trust.Base64Url;

/** Uses a module above its own. */
public final class LooksUp {

    private LooksUp() {}

    static String up(byte[] octets) {
        return Base64Url.encode(octets);
    }
}
