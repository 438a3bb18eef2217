package io.seatrial.sending;

import static io.seatrial.interleavings.Interleavings.explore;
import static io.seatrial.interleavings.Interleavings.require;
import static io.seatrial.interleavings.Interleavings.together;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On this executor the client pools keep their books without a lock. */
@Tag("interleavings")
class SerialExecutorInterleavingsTest {

    @Test
    void shouldRunEachTaskAndNoTwoAtOnce() {
        explore(() -> {
            SerialExecutor executor = new SerialExecutor(Runnable::run);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            int[] book = {0}; // plain: what one task wrote the next must see
            Runnable entry = () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                book[0]++;
                running.decrementAndGet();
            };
            together(() -> executor.execute(entry), () -> executor.execute(entry), () -> executor.execute(entry));
            require(book[0] == 3, "of three tasks " + book[0] + " are in the book");
            require(most.get() == 1, "two tasks ran at once");
        });
    }
}
