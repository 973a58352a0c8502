package comity.acceptance;

import java.util.Arrays;

/**
 * The test of Mann and Whitney: whether two samples come from one distribution, by the ranks of
 * their values alone, so that a few slow answers of a busy machine weigh no more than one each.
 */
final class RankTest {

    private RankTest() {}

    /**
     * How likely two samples of one distribution differ at least so much: two-sided, by the normal
     * approximation.
     */
    static double probability(long[] first, long[] second) {
        double n = first.length;
        double m = second.length;
        double u = rankSum(first, second) - n * (n + 1) / 2;
        double mean = n * m / 2;
        double deviation =
                Math.sqrt(n * m / 12 * (n + m + 1 - ties(first, second) / ((n + m) * (n + m - 1))));
        double z = Math.max(0, Math.abs(u - mean) - 0.5) / deviation;
        return 2 * upperTail(z);
    }

    private static double rankSum(long[] first, long[] second) {
        var all = sorted(first, second);
        double sum = 0;
        for (long value : first) {
            sum += rank(all, value);
        }
        return sum;
    }

    /** Equal values share the mean of their ranks. */
    private static double rank(long[] sorted, long value) {
        int from = lowerBound(sorted, value);
        int to = lowerBound(sorted, value + 1);
        return (from + 1 + to) / 2.0;
    }

    private static int lowerBound(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double ties(long[] first, long[] second) {
        var all = sorted(first, second);
        double ties = 0;
        for (int i = 0; i < all.length; ) {
            double alike = lowerBound(all, all[i] + 1) - i;
            ties += alike * alike * alike - alike;
            i += (int) alike;
        }
        return ties;
    }

    private static long[] sorted(long[] first, long[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Arrays.sort(all);
        return all;
    }

    /** Of the standard normal distribution: Abramowitz and Stegun, 26.2.17; exact to 7.5e-8. */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double series =
                t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
