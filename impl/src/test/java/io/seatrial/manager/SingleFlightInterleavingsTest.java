package io.seatrial.manager;

import static io.seatrial.interleavings.Interleavings.explore;
import static io.seatrial.interleavings.Interleavings.require;
import static io.seatrial.interleavings.Interleavings.together;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("interleavings")
class SingleFlightInterleavingsTest {

    @Test
    void shouldMakeOneValueForAllWhoAsk() {
        explore(() -> {
            SingleFlight<String> cell = new SingleFlight<>();
            AtomicInteger made = new AtomicInteger();
            Caller first = new Caller(cell, () -> CompletableFuture.completedFuture("value " + made.incrementAndGet()));
            Caller second = new Caller(cell, first.initialiser);
            together(first, second);
            require(made.get() == 1, "the value was made " + made.get() + " times");
            require(first.got("value 1") && second.got("value 1"), "not every caller has the value");
            require(cell.current().isPresent(), "the value is not kept");
        });
    }

    /** The failure is that of the attempt; who waited for it makes its own, so the value is there in the end. */
    @Test
    void shouldTellAFailureToItsOwnCallerOnly() {
        explore(() -> {
            SingleFlight<String> cell = new SingleFlight<>();
            Caller failing =
                    new Caller(cell, () -> CompletableFuture.failedFuture(new IllegalStateException("cannot be made")));
            Caller sound = new Caller(cell, () -> CompletableFuture.completedFuture("sound"));
            together(failing, sound);
            require(sound.got("sound"), "the sound caller has no value");
            require(failing.failed() || failing.got("sound"), "the failing caller has no outcome");
            require(cell.current().isPresent(), "the value is not kept");
        });
    }

    /** An attempt that ends on another thread, as servers start, meets callers before, during and after its end. */
    @Test
    void shouldLeaveNobodyWaitingWhenTheAttemptEndsElsewhere() {
        explore(() -> {
            SingleFlight<String> cell = new SingleFlight<>();
            CompletableFuture<String> starting = new CompletableFuture<>();
            Caller first = new Caller(cell, () -> starting);
            Caller second = new Caller(cell, () -> CompletableFuture.completedFuture("second"));
            first.run();
            together(() -> starting.completeExceptionally(new IllegalStateException("did not start")), second);
            require(first.failed(), "who led does not know of the failure");
            require(second.got("second"), "who came amid it waits for ever");
            require(cell.current().isPresent(), "the value is not kept");
        });
    }

    /** One call, and the future that it got. */
    private static final class Caller implements Runnable {

        final Supplier<CompletableFuture<String>> initialiser;
        private final SingleFlight<String> cell;
        private CompletableFuture<String> answer = new CompletableFuture<>();

        Caller(SingleFlight<String> cell, Supplier<CompletableFuture<String>> initialiser) {
            this.cell = cell;
            this.initialiser = initialiser;
        }

        @Override
        public void run() {
            answer = cell.get(initialiser);
        }

        boolean got(String value) {
            return answer.isDone() && !answer.isCompletedExceptionally() && value.equals(answer.join());
        }

        boolean failed() {
            return answer.isCompletedExceptionally();
        }
    }
}
