package io.seatrial.response;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.OK;
import static io.seatrial.response.RawFrames.dataJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.response.RawConnection.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class WorkerBackPressureTest {

    private static final int COUNT = 5_000;
    private static final int ITEM_BYTES = 64 * 1024;

    /** Gives numbered items of a size, and knows how many. */
    private static final class Numbered implements Iterator<byte[]> {

        private final AtomicInteger given;

        private Numbered(AtomicInteger given) {
            this.given = given;
        }

        static String item(int number) {
            String digits = Integer.toString(number);
            return "\"" + digits + "-".repeat(ITEM_BYTES - digits.length()) + "\"";
        }

        @Override
        public boolean hasNext() {
            return given.get() < COUNT;
        }

        @Override
        public byte[] next() {
            return item(given.getAndIncrement()).getBytes(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAskTheEngineForNoMoreThanTheCallerTakes(boolean mayBlock) throws Exception {
        AtomicInteger given = new AtomicInteger();
        Engine pulled = Engine.iterating((context, body) -> () -> new Numbered(given));
        Engine engine = mayBlock ? pulled : pulled.neverBlocking();
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, engine);
                RawConnection caller = worker.call()) {
            assertThat(Stalls.awaitStall(given)).isLessThan(COUNT);

            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            for (int i = 0; i < COUNT; i++) {
                String body = caller.read().body();
                assertThat(body.equals(dataJson(Numbered.item(i))))
                        .as("item %d", i)
                        .isTrue();
            }
            assertThat(caller.read()).isEqualTo(Frame.body(FINAL));
        }
    }

    @Test
    void shouldHaveAtMostOneWindowOfItemsUnderWay() throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, engine);
                RawConnection caller = worker.call()) {
            TestPublisher items = engine.asked().begin();
            await().atMost(Duration.ofSeconds(30)).until(() -> items.asked.get() == EnginePump.WINDOW);
            for (int i = 1; i <= 1000; i++) {
                items.emit(Integer.toString(i));
                long emitted = i;
                assertThat(items.asked.get() - emitted).isLessThanOrEqualTo(EnginePump.WINDOW);
                if (items.asked.get() == emitted) {
                    await().pollInterval(Duration.ofMillis(1))
                            .atMost(Duration.ofSeconds(30))
                            .until(() -> items.asked.get() > emitted);
                }
            }
            items.complete();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            String numbers =
                    IntStream.range(0, 1000).mapToObj(i -> caller.read().body()).collect(Collectors.joining());
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, 1000)
                            .mapToObj(i -> dataJson(Integer.toString(i)))
                            .collect(Collectors.joining()));
        }
    }

    @Test
    void shouldBreakOffAnEngineThatGivesMoreThanItWasAskedFor() throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, engine);
                RawConnection caller = worker.call()) {
            TestPublisher items = engine.asked().begin();
            String large = "\"" + "x".repeat(1_000_000) + "\"";
            for (int i = 0; i < 1000 && !items.cancelled.isDone(); i++) {
                items.emit(large);
            }
            await().atMost(Duration.ofSeconds(30)).until(items.cancelled::isDone);
            worker.awaitErrors(HandlerError.GENERATE, 1);
            caller.reset();
        }
    }
}
