package io.seatrial.response;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.body;
import static io.seatrial.response.RawFrames.data;
import static io.seatrial.response.RawFrames.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeakCheck.class)
class CallerBackPressureTest {

    /** More than fits in the buffers between; not much more, since the leak detector makes each access dear. */
    private static final int COUNT = 400;

    private static final String PADDING = "-".repeat(16 * 1024);

    private static String item(int number) {
        return "\"" + number + PADDING + "\"";
    }

    /** Sends numbered items, and knows how many it could. */
    private static final class Flood {

        private final AtomicInteger sent = new AtomicInteger();
        private final CompletableFuture<Void> end;

        private Flood(RawConnection worker) {
            worker.sendBufferOf(64 * 1024);
            end = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < COUNT; i++) {
                    worker.send(data(item(i)));
                    sent.incrementAndGet();
                }
                worker.send(body(FINAL), header(SENTINEL));
            });
        }

        int awaitStall() {
            return Stalls.awaitStall(sent);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldSlowTheWorkerOfASlowSubscriberAndLoseNothing(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.some(begun.stream(), 5);
            Flood flood = new Flood(begun.worker());
            assertThat(flood.awaitStall()).isLessThan(COUNT);
            assertThat(items.items).hasSize(5);

            items.subscription().request(70);
            items.awaitItems(75);
            assertThat(flood.awaitStall()).isLessThan(COUNT);
            assertThat(items.items).hasSize(75);

            items.subscription().request(Long.MAX_VALUE);
            assertThat(items.join())
                    .isEqualTo(IntStream.range(0, COUNT)
                            .mapToObj(CallerBackPressureTest::item)
                            .toList());
            flood.end.join();
        }
    }

    @Test
    void shouldKeepWhatCameForASlowSubscriberWhenTheWorkerIsGone() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.some(begun.stream(), 1);
            for (int i = 0; i < 200; i++) {
                begun.worker().send(data(Integer.toString(i)));
            }
            begun.worker().send(body(FINAL));
            begun.worker().close();
            items.awaitItems(1);
            items.subscription().request(Long.MAX_VALUE);
            assertThat(items.join())
                    .isEqualTo(
                            IntStream.range(0, 200).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void shouldDropWhatWaitsWhenASlowSubscriberCancels() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.some(begun.stream(), 1);
            Flood flood = new Flood(begun.worker());
            flood.awaitStall();
            items.subscription().cancel();
            caller.awaitNothingLeft();
            assertThat(flood.end.handle((done, failure) -> failure).join()).isNotNull();
        }
    }

    @Test
    void shouldNotCountAPauseOfTheSubscriberAsASilenceOfTheWorker() throws Exception {
        try (CallerUnderTest caller =
                        CallerUnderTest.of(Profile.REFERENCE, RuntimeSettings.STREAM_TIMEOUT, Duration.ofSeconds(1));
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.some(begun.stream(), 1);
            Flood flood = new Flood(begun.worker());
            flood.awaitStall();
            await().pollDelay(Duration.ofMillis(2500)).until(() -> true);
            assertThat(items.end).isNotDone();
            items.subscription().request(Long.MAX_VALUE);
            assertThat(items.join()).hasSize(COUNT);
        }
    }
}
