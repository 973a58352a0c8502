package comity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration USABLE = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    private Recent<Integer> recent(Supplier<Integer> look) {
        return new Recent<>(look, -1, FRESH, USABLE, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void looksAgainOnceItIsNoLongerFresh() {
        var recent = recent(looks::incrementAndGet);

        assertThat(recent.get()).isEqualTo(1);
        pass(FRESH.minusNanos(1));
        assertThat(recent.get()).isEqualTo(1);
        pass(Duration.ofNanos(1));
        assertThat(recent.get()).isEqualTo(2);
    }

    @Test
    void letsOneLookAndNobodyWait() throws Exception {
        var started = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var recent =
                recent(
                        () -> {
                            if (looks.incrementAndGet() == 2) {
                                started.countDown();
                                await(goOn);
                            }
                            return looks.get();
                        });
        recent.get();
        pass(FRESH);

        var slow = CompletableFuture.supplyAsync(recent::get, work -> new Thread(work).start());
        assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(recent.get()).isEqualTo(1);
        pass(USABLE);
        assertThat(recent.get()).isEqualTo(-1);
        goOn.countDown();

        assertThat(slow.get(1, TimeUnit.MINUTES)).isEqualTo(2);
        assertThat(recent.get()).isEqualTo(2);
        assertThat(looks).hasValue(2);
    }

    @Test
    void looksAgainAfterALookThatFailed() {
        var recent =
                recent(
                        () -> {
                            if (looks.incrementAndGet() == 1) {
                                throw new IllegalStateException("away");
                            }
                            return looks.get();
                        });

        assertThatThrownBy(recent::get).hasMessage("away");
        assertThat(recent.get()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody let it go on");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
