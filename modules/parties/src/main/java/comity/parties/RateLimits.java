package comity.parties;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import comity.kernel.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How often an address and an entity may call this node: two token buckets each request draws from,
 * the first before any cryptography. Counted per node. Source: docs/protocol.md, section 9; header
 * fields as draft-ietf-httpapi-ratelimit-headers.
 */
public final class RateLimits {

    /**
     * How many calls in which time.
     *
     * @param calls at least 1
     */
    public record Quota(long calls, Duration window) {

        public Quota {
            if (calls < 1 || window.toSeconds() < 1) {
                throw new IllegalArgumentException(
                        "A quota allows at least one call in at least one second");
            }
        }
    }

    /** What is left of a quota. */
    public record Standing(
            String policyName,
            Quota quota,
            boolean allowed,
            long remaining,
            long secondsToReset,
            long secondsToWait) {

        /** The value of {@code RateLimit-Policy}. */
        public String policy() {
            return '"' + policyName + "\";q=" + quota.calls() + ";w=" + quota.window().toSeconds();
        }

        /** The value of {@code RateLimit}. */
        public String limit() {
            return '"' + policyName + "\";r=" + remaining + ";t=" + secondsToReset;
        }

        /**
         * Refuses the call if there was none left.
         *
         * @throws Problem {@link PartiesProblem#RATE_LIMITED} if the quota is used up
         */
        public void require() {
            if (!allowed) {
                throw Problem.of(
                                PartiesProblem.RATE_LIMITED,
                                "The limit '%s' is %d calls in %d seconds."
                                        .formatted(
                                                policyName,
                                                quota.calls(),
                                                quota.window().toSeconds()))
                        .withHeader("Retry-After", Long.toString(secondsToWait));
            }
        }
    }

    /** The most callers that are told apart; beyond it, those not seen for long start afresh. */
    private static final int CALLERS = 200_000;

    private final Limit addresses;
    private final Limit entities;

    public RateLimits(Quota perAddress, Quota perEntity) {
        this.addresses = new Limit("address", perAddress);
        this.entities = new Limit("entity", perEntity);
    }

    /** Draws one call of an IP address, or of its {@link #network}. */
    public Standing ofAddress(String address) {
        return addresses.draw(network(address));
    }

    /** Draws one call of an entity. */
    public Standing ofEntity(String code) {
        return entities.draw(code);
    }

    /** An IP address as it is told apart from others: of IPv6 the /64, what one subscriber has. */
    public static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A literal, never a name: nothing is resolved.
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException noLiteral) {
            return address;
        }
    }

    private static final class Limit {

        private final String name;
        private final Quota quota;
        private final Cache<String, Bucket> buckets;

        private Limit(String name, Quota quota) {
            this.name = name;
            this.quota = quota;
            this.buckets =
                    Caffeine.newBuilder()
                            .maximumSize(CALLERS)
                            // A bucket is full again after one window: forgetting it loses nothing.
                            .expireAfterAccess(quota.window().plusSeconds(1))
                            .build();
        }

        private Standing draw(String caller) {
            var probe = buckets.get(caller, first -> bucket()).tryConsumeAndReturnRemaining(1);
            return new Standing(
                    name,
                    quota,
                    probe.isConsumed(),
                    probe.getRemainingTokens(),
                    seconds(probe.getNanosToWaitForReset()),
                    patience(probe));
        }

        private Bucket bucket() {
            return Bucket.builder()
                    .addLimit(
                            limit ->
                                    limit.capacity(quota.calls())
                                            .refillGreedy(quota.calls(), quota.window()))
                    .build();
        }

        private static long patience(ConsumptionProbe probe) {
            return Math.max(1, seconds(probe.getNanosToWaitForRefill()));
        }

        private static long seconds(long nanos) {
            return -Math.floorDiv(-nanos, 1_000_000_000L);
        }
    }
}
