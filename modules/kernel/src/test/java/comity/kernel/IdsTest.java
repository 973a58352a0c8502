package comity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");

    private final SecureRandom random = new SecureRandom();

    @Test
    void areOfVersionSevenAndOfTheVariantOfTheRfc() {
        var ids = new Ids(InstantSource.fixed(NOW), random);

        for (int i = 0; i < 1_000; i++) {
            var id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void beginWithTheMillisecond() {
        var id = new Ids(InstantSource.fixed(NOW), random).next();

        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(id.toString()).startsWith("%012x".formatted(NOW.toEpochMilli()).substring(0, 8));
    }

    @Test
    void differInTheSameMillisecond() {
        var ids = new Ids(InstantSource.fixed(NOW), random);
        var seen = new HashSet<UUID>();

        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
    }

    @Test
    void lieInTheOrderOfTimeAsText() {
        var before = new Ids(InstantSource.fixed(NOW), random).next();
        var after = new Ids(InstantSource.fixed(NOW.plusMillis(1)), random).next();

        assertThat(before.toString())
                .usingComparator(Comparator.naturalOrder())
                .isLessThan(after.toString());
    }

    @Test
    void usesEveryRandomBit() {
        var ids = new Ids(InstantSource.fixed(NOW), random);
        long ones = 0;
        long zeros = 0;
        long onesHigh = 0;
        for (int i = 0; i < 1_000; i++) {
            var id = ids.next();
            ones |= id.getLeastSignificantBits();
            zeros |= ~id.getLeastSignificantBits();
            onesHigh |= id.getMostSignificantBits() & 0xFFF;
        }

        assertThat(ones).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
        assertThat(zeros).isEqualTo(0x7FFF_FFFF_FFFF_FFFFL);
        assertThat(onesHigh).isEqualTo(0xFFF);
    }
}
