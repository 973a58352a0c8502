package comity.trust.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.Keys;
import comity.trust.TrustException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final byte[] CONTENT = "a record".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTEXT = "records/7".getBytes(StandardCharsets.UTF_8);

    private final Envelope first = envelope(Map.of(1, key(1)));
    private final Envelope rotated = envelope(Map.of(1, key(1), 2, key(2)));

    @Test
    void opensWhatItSeals() {
        for (var content : new byte[][] {CONTENT, new byte[0], new byte[100_000]}) {
            var sealed = first.seal(content, CONTEXT);

            assertThat(first.open(sealed, CONTEXT)).isEqualTo(content);
            assertThat(sealed).hasSize(content.length + 93);
        }
    }

    @Test
    void sealsTheSameContentDifferentlyEachTime() {
        assertThat(first.seal(CONTENT, CONTEXT)).isNotEqualTo(first.seal(CONTENT, CONTEXT));
    }

    @Test
    void opensNothingOfWhichOneBitWasTurned() {
        var sealed = rotated.seal(CONTENT, CONTEXT);
        for (int i = 0; i < sealed.length; i++) {
            assertDoesNotOpen(rotated, Keys.turned(sealed, i), CONTEXT);
        }
    }

    @Test
    void opensNothingThatWasCut() {
        var sealed = first.seal(CONTENT, CONTEXT);
        for (int length = 0; length < sealed.length; length++) {
            assertDoesNotOpen(first, Arrays.copyOf(sealed, length), CONTEXT);
        }
        assertDoesNotOpen(first, Arrays.copyOf(sealed, sealed.length + 1), CONTEXT);
    }

    @Test
    void opensNothingInAnotherContext() {
        var sealed = first.seal(CONTENT, CONTEXT);

        assertDoesNotOpen(first, sealed, "records/8".getBytes(StandardCharsets.UTF_8));
        assertDoesNotOpen(first, sealed, new byte[0]);
    }

    @Test
    void opensWhatAnOlderWrappingKeySealed() {
        var sealed = first.seal(CONTENT, CONTEXT);

        assertThat(rotated.open(sealed, CONTEXT)).isEqualTo(CONTENT);
        assertThat(first.isCurrent(sealed)).isTrue();
        assertThat(rotated.isCurrent(sealed)).isFalse();
    }

    @Test
    void rewrapsUnderTheNewestKeyAndLeavesTheContent() {
        var sealed = first.seal(CONTENT, CONTEXT);
        var rewrapped = rotated.rewrap(sealed, CONTEXT);

        assertThat(rotated.isCurrent(rewrapped)).isTrue();
        assertThat(envelope(Map.of(2, key(2))).open(rewrapped, CONTEXT)).isEqualTo(CONTENT);
        assertThat(Arrays.copyOfRange(rewrapped, 65, rewrapped.length))
                .isEqualTo(Arrays.copyOfRange(sealed, 65, sealed.length));
        assertDoesNotOpen(first, rewrapped, CONTEXT);
    }

    private static void assertDoesNotOpen(Envelope envelope, byte[] sealed, byte[] context) {
        assertThatThrownBy(() -> envelope.open(sealed, context))
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("envelope-invalid"));
    }

    private static Envelope envelope(Map<Integer, SecretKey> keys) {
        return new Envelope(new TreeMap<>(keys), new SecureRandom());
    }

    private static SecretKey key(int octet) {
        var octets = new byte[32];
        Arrays.fill(octets, (byte) octet);
        return new SecretKeySpec(octets, "AES");
    }
}
