package comity.parties.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.RateLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * Reads contents as they arrive. Each occupies a thread of the server until it is there: so only so
 * many arrive at once, of one address fewer, and each has a time to. What is sent at once never
 * meets these bounds. Source: docs/protocol.md, section 9.
 */
@ApplicationScoped
public class Arrivals {

    /** Well below the threads that the server has (liberty/config/http.xml). */
    static final int MOST = 96;

    static final int MOST_OF_ONE = 24;

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int PART = 8192;

    private final Semaphore places = new Semaphore(MOST);
    private final ConcurrentMap<String, Integer> ofEach = new ConcurrentHashMap<>();

    /**
     * The content, or one octet more than the bound.
     *
     * @param address whose it is
     * @throws Problem {@link KernelProblem#UNAVAILABLE} if too many arrive already, {@link
     *     KernelProblem#INVALID_REQUEST} if it does not arrive whole, or not in time
     */
    byte[] read(String address, InputStream from, int bound) {
        var network = RateLimits.network(address);
        if (!enter(network)) {
            throw closing(
                            Problem.of(
                                    KernelProblem.UNAVAILABLE,
                                    "Too many contents are on their way; send each at once."))
                    .withHeader("Retry-After", "1");
        }
        try {
            return readNone(from, bound);
        } finally {
            places.release();
            forget(network);
        }
    }

    /**
     * The same where none is announced, which takes no place: reading is over at once.
     *
     * @throws Problem {@link KernelProblem#INVALID_REQUEST}
     */
    byte[] readNone(InputStream from, int bound) {
        try {
            return inTime(from, bound);
        } catch (IOException broken) {
            throw closing(
                    Problem.of(
                            KernelProblem.INVALID_REQUEST,
                            "The content did not arrive whole, or is framed wrongly."));
        }
    }

    private static byte[] inTime(InputStream from, int bound) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        var content = new ByteArrayOutputStream();
        var part = new byte[PART];
        while (content.size() <= bound) {
            int count = from.read(part, 0, Math.min(PART, bound + 1 - content.size()));
            if (count < 0) {
                break;
            }
            content.write(part, 0, count);
            if (System.nanoTime() - end > 0) {
                throw closing(
                        Problem.of(
                                KernelProblem.INVALID_REQUEST,
                                "The content did not arrive within %d seconds."
                                        .formatted(LONGEST.toSeconds())));
            }
        }
        return content.toByteArray();
    }

    /** What is left of the content is nobody's request. */
    private static Problem closing(Problem problem) {
        return problem.withHeader("Connection", "close");
    }

    private boolean enter(String network) {
        boolean hasRoom = ofEach.merge(network, 1, Integer::sum) <= MOST_OF_ONE;
        if (hasRoom && places.tryAcquire()) {
            return true;
        }
        forget(network);
        return false;
    }

    private void forget(String network) {
        ofEach.computeIfPresent(network, (each, count) -> count == 1 ? null : count - 1);
    }
}
