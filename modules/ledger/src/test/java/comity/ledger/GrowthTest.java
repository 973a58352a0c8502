package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GrowthTest {

    /** Grows at each look, so that all who wait ask again. */
    private final AtomicLong size = new AtomicLong();

    private final Growth growth = new Growth(size::incrementAndGet);
    private final AtomicBoolean isThere = new AtomicBoolean();
    private final ArrayList<CompletableFuture<Optional<String>>> waiting = new ArrayList<>();

    @Test
    void letsNobodyTakeThePlacesOfOthers() throws Exception {
        for (int i = 0; i < 8; i++) {
            waits("WFP");
        }
        var asked = new AtomicInteger();

        var ninth = growth.await("WFP", () -> answer(asked), Growth.LONGEST_WAIT);

        assertThat(ninth).isEmpty();
        assertThat(asked).hasValue(1);
        waits("192.0.2.1");
        isThere.set(true);
        for (var each : waiting) {
            assertThat(each.get(1, TimeUnit.MINUTES)).isPresent();
        }
    }

    private Optional<String> answer(AtomicInteger asked) {
        asked.incrementAndGet();
        return isThere.get() ? Optional.of("proof") : Optional.empty();
    }

    /** Has asked in vain and again: it waits. */
    private void waits(String who) throws InterruptedException {
        var asks = new CountDownLatch(2);
        Supplier<Optional<String>> question =
                () -> {
                    asks.countDown();
                    return isThere.get() ? Optional.of("proof") : Optional.empty();
                };
        waiting.add(
                CompletableFuture.supplyAsync(
                        () -> growth.await(who, question, Growth.LONGEST_WAIT),
                        work -> new Thread(work).start()));
        assertThat(asks.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
