package comity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final AtomicBoolean isThere = new AtomicBoolean();
    private final ArrayList<CompletableFuture<Boolean>> polls = new ArrayList<>();

    @Test
    void answersOneEntityAtOnceWhereItHasItsShareAndLetsAnotherWait() throws Exception {
        var patience = new Patience(3, 2, Duration.ofMillis(1));
        waits(patience, "WFP");
        waits(patience, "WFP");

        assertThat(patience.until("WFP", LONG, isThere::get, found -> found)).isFalse();

        waits(patience, "FAO");
        assertThat(patience.until("ILO", LONG, isThere::get, found -> found)).isFalse();
        assertThat(polls).noneMatch(CompletableFuture::isDone);
        finish();
    }

    @Test
    void givesBackWhatItTook() throws Exception {
        var patience = new Patience(2, 1, Duration.ofMillis(1));
        for (int i = 0; i < 5; i++) {
            // Refused ones count for nothing afterwards.
            waits(patience, "WFP");
            assertThat(patience.until("WFP", LONG, isThere::get, found -> found)).isFalse();
            finish();
            isThere.set(false);
        }
    }

    /** Has looked once in vain and again: it waits. */
    private void waits(Patience patience, String entity) throws InterruptedException {
        var looks = new CountDownLatch(2);
        polls.add(
                CompletableFuture.supplyAsync(
                        () ->
                                patience.until(
                                        entity,
                                        LONG,
                                        () -> {
                                            looks.countDown();
                                            return isThere.get();
                                        },
                                        found -> found),
                        task -> new Thread(task).start()));
        assertThat(looks.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private void finish() throws Exception {
        isThere.set(true);
        for (var poll : polls) {
            assertThat(poll.get(1, TimeUnit.MINUTES)).isTrue();
        }
        polls.clear();
    }
}
