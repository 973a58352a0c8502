package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RankTestTest {

    @Test
    void findsNoDifferenceWhereThereIsNone() {
        var random = new Random(1);
        int differences = 0;
        for (int i = 0; i < 2000; i++) {
            if (RankTest.probability(sample(random, 0), sample(random, 0)) < 0.05) {
                differences++;
            }
        }
        assertThat(differences).isBetween(60, 140);
    }

    @Test
    void findsAShiftOfLessThanADeviationAmongOutliers() {
        var random = new Random(2);
        int found = 0;
        for (int i = 0; i < 100; i++) {
            if (RankTest.probability(sample(random, 0), sample(random, 1_500_000))
                    < SilenceIT.ALPHA) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(90);
    }

    @Test
    void agreesWithAPublishedExample() {
        // Mann and Whitney's table, n = m = 8: U = 13 has a two-sided probability of 0.0499 without
        // ties.
        var first = LongStream.of(1, 2, 3, 4, 5, 6, 12, 16).toArray();
        var second = LongStream.of(7, 8, 9, 10, 11, 13, 14, 15).toArray();

        assertThat(RankTest.probability(first, second)).isCloseTo(0.0499, within(0.005));
    }

    @Test
    void countsTiesHalf() {
        var same = LongStream.of(5, 5, 5, 5, 5, 5, 7).toArray();

        assertThat(RankTest.probability(same, same)).isGreaterThan(0.9);
    }

    /** Milliseconds of about 10, deviation 2 (in nanoseconds), and now and then one of 100. */
    private static long[] sample(Random random, long shift) {
        return LongStream.generate(
                        () ->
                                shift
                                        + (random.nextInt(50) == 0
                                                ? 100_000_000
                                                : 10_000_000
                                                        + (long)
                                                                (2_000_000
                                                                        * random.nextGaussian())))
                .limit(SilenceIT.PAIRS)
                .toArray();
    }
}
