package comity.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sends the same kind of request over some connections for a time, each waiting for its answer. */
final class Load {

    /**
     * What was measured.
     *
     * @param latencies in nanoseconds, sorted
     * @param cpuNanos of the server's process
     */
    @SuppressWarnings("ArrayRecordComponent") // Millions of numbers, never compared.
    record Result(String name, int status, long nanos, long[] latencies, long cpuNanos) {

        double perSecond() {
            return latencies.length / (nanos / 1e9);
        }

        double millis(double quantile) {
            int index =
                    (int) Math.min(latencies.length - 1L, Math.round(quantile * latencies.length));
            return latencies[index] / 1e6;
        }

        double cpuMicros() {
            return cpuNanos / 1e3 / latencies.length;
        }
    }

    private static final int MOST = 4_000_000;

    private final int port;
    private final int connections;
    private final Supplier<Duration> serverCpu;

    Load(int port, int connections, Supplier<Duration> serverCpu) {
        this.port = port;
        this.connections = connections;
        this.serverCpu = serverCpu;
    }

    /**
     * Runs for a time.
     *
     * @param status what every answer must have
     * @throws IllegalStateException if one answer has another status: then nothing was measured
     */
    Result run(String name, int status, Supplier<byte[]> requests, Duration time)
            throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(connections);
        try {
            var cpu = serverCpu.get();
            long begun = System.nanoTime();
            long end = begun + time.toNanos();
            var running =
                    pool.invokeAll(
                            IntStream.range(0, connections)
                                    .<Callable<long[]>>mapToObj(
                                            each -> () -> connection(status, requests, end))
                                    .toList());
            long nanos = System.nanoTime() - begun;
            var spent = serverCpu.get().minus(cpu);
            var latencies = new long[0];
            for (var each : running) {
                var more = each.get();
                int before = latencies.length;
                latencies = Arrays.copyOf(latencies, before + more.length);
                System.arraycopy(more, 0, latencies, before, more.length);
            }
            Arrays.sort(latencies);
            return new Result(name, status, nanos, latencies, spent.toNanos());
        } finally {
            pool.shutdownNow();
        }
    }

    private long[] connection(int status, Supplier<byte[]> requests, long end) throws IOException {
        var latencies = new long[1024];
        int count = 0;
        try (var wire = new Wire(port)) {
            while (System.nanoTime() < end && count < MOST) {
                var request = requests.get();
                long sent = System.nanoTime();
                int answered = wire.send(request);
                if (answered != status) {
                    throw new IllegalStateException("the answer has status " + answered);
                }
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, count * 2);
                }
                latencies[count++] = System.nanoTime() - sent;
            }
        }
        return Arrays.copyOf(latencies, count);
    }
}
