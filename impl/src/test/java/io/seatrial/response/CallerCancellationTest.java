package io.seatrial.response;

import static io.seatrial.response.RawFrames.KILL;
import static io.seatrial.response.RawFrames.STOP;
import static io.seatrial.response.RawFrames.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.RawConnection.Frame;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a stream from the side of its caller. */
@ExtendWith(LeakCheck.class)
class CallerCancellationTest {

    @Test
    void shouldEndAtOnceWhenStoppedAndTellTheWorkerOnce() throws Exception {
        StreamContext context = StreamContext.of("r");
        try (CallerUnderTest caller = CallerUnderTest.patient(Profile.REFERENCE);
                CallerUnderTest.Begun begun = caller.begin(context)) {
            Collected items = Collected.some(begun.stream(), 1);
            begun.worker().send(data("1"), data("2"));
            items.awaitItems(1);
            context.stop();
            assertThat(items.join()).containsExactly("1");
            context.stop();
            assertThat(begun.worker().read()).isEqualTo(Frame.header(STOP));
            begun.worker().send(data("3"));
            context.kill();
            assertThat(begun.worker().readAll()).containsExactly(Frame.header(KILL));
            assertThat(items.items).containsExactly("1");
        }
    }

    @Test
    void shouldCloseBehindAStoppedStreamAlsoIfTheWorkerDoesNot() throws Exception {
        try (CallerUnderTest caller =
                        CallerUnderTest.of(Profile.REFERENCE, RuntimeSettings.CLOSE_WAIT, Duration.ofMillis(50));
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.stream().stop();
            items.join();
            assertThat(begun.worker().read()).isEqualTo(Frame.header(STOP));
            assertThat(begun.worker().readAll()).isEmpty();
        }
    }

    @Test
    void shouldReadOnAfterAStopAsDynamoDoes() throws Exception {
        StreamContext context = StreamContext.of("r");
        try (CallerUnderTest caller = CallerUnderTest.patient(Profile.DYNAMO_1_0);
                CallerUnderTest.Begun begun = caller.begin(context)) {
            Collected items = Collected.all(begun.stream());
            context.stop();
            context.stop();
            assertThat(begun.worker().read()).isEqualTo(Frame.header(STOP));
            begun.worker().send(data("1"));
            items.awaitItems(1);
            context.kill();
            assertThat(begun.worker().readAll()).containsExactly(Frame.header(KILL));
            assertThat(items.join()).containsExactly("1"); // a stopped stream ends well without a final frame
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldEndAndTellTheWorkerWhenKilled(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(profile);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.stream().kill();
            assertThat(items.join()).isEmpty();
            assertThat(begun.worker().readAll()).containsExactly(Frame.header(KILL));
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldKillWhenTheSubscriberCancels(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(profile);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker().send(data("1"));
            items.awaitItems(1);
            items.subscription().cancel();
            assertThat(begun.worker().readAll()).containsExactly(Frame.header(KILL));
            assertThat(items.end).isNotDone();
            assertThat(begun.stream().context().isStopped()).isFalse(); // the request may be tried elsewhere under it
        }
    }

    @Test
    void shouldKillAStreamThatNobodySubscribesTo() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(
                        Profile.REFERENCE, RuntimeSettings.FIRST_RESPONSE_TIMEOUT, Duration.ofSeconds(2));
                CallerUnderTest.Begun begun = caller.begin()) {
            begun.worker().send(data("1"));
            assertThat(begun.worker().readAll()).containsExactly(Frame.header(KILL));
            assertThatThrownBy(() -> Collected.all(begun.stream()).join())
                    .hasCauseInstanceOf(PlaneException.Closed.class);
        }
    }

    @Test
    void shouldTakeTooLongASilenceForALoss() throws Exception {
        try (CallerUnderTest caller =
                        CallerUnderTest.of(Profile.REFERENCE, RuntimeSettings.STREAM_TIMEOUT, Duration.ofSeconds(1));
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker().send(data("1"));
            assertThatThrownBy(items::join).hasCauseInstanceOf(PlaneException.ResponseTimeout.class);
            assertThat(items.items).containsExactly("1");
            assertThat(begun.worker().readAll()).containsExactly(Frame.header(KILL));
        }
    }

    @Test
    void shouldEndEverythingWhenTheServerCloses() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(Profile.REFERENCE);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            CompletableFuture<ResponseStream> waiting = caller.call();
            caller.client.next().acknowledge();
            CompletableFuture<ResponseStream> greeted = caller.call();
            try (RawConnection worker = caller.client.next().acknowledge().callHome()) {
                org.awaitility.Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> caller.server.pending() == 1);
                caller.server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
                assertThatThrownBy(items::join).hasCauseInstanceOf(PlaneException.Closed.class);
                assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(PlaneException.Closed.class);
                assertThatThrownBy(() -> greeted.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(PlaneException.Closed.class);
                assertThat(worker.readAll()).containsExactly(Frame.header(KILL));
                assertThat(begun.worker().readAll()).containsExactly(Frame.header(KILL));
                assertThatThrownBy(() -> caller.call().get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(PlaneException.Closed.class);
            }
        }
    }
}
