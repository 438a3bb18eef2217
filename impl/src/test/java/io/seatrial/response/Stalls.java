package io.seatrial.response;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for something to come to a halt. */
final class Stalls {

    private Stalls() {}

    /** Waits until a count has begun and then does not grow for a while; returns it. */
    static int awaitStall(AtomicInteger count) {
        AtomicInteger before = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(30))
                .until(() -> before.getAndSet(count.get()) == count.get() && count.get() > 0);
        return count.get();
    }
}
