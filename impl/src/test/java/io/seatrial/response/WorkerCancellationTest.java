package io.seatrial.response;

import static io.seatrial.response.RawFrames.KILL;
import static io.seatrial.response.RawFrames.OK;
import static io.seatrial.response.RawFrames.STOP;
import static io.seatrial.response.RawFrames.dataJson;
import static io.seatrial.response.RawFrames.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.response.RawConnection.Frame;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeakCheck.class)
class WorkerCancellationTest {

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldStopTheEngineAndSayNoMoreWhenStopped(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            TestPublisher items = asked.begin().emit("1");
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("1")));

            caller.send(header(STOP));
            asked.context.stopped().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(asked.context.isKilled()).isFalse();
            items.emit("2");
            items.cancelled.get(30, TimeUnit.SECONDS);
            worker.done().get(30, TimeUnit.SECONDS);
            worker.awaitErrors(HandlerError.PUBLISH_RESPONSE, 1);
            caller.halfClose(); // 1.0.x waits for that
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldCountAFinalFrameThatAStoppedEngineWouldHaveSent(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            TestPublisher items = asked.begin();
            asked.context.stopped().thenRun(items::complete);
            assertThat(caller.read()).isEqualTo(Frame.header(OK));

            caller.send(header(STOP));
            worker.done().get(30, TimeUnit.SECONDS);
            worker.awaitErrors(HandlerError.PUBLISH_FINAL, 1);
            assertThat(worker.errors(HandlerError.PUBLISH_RESPONSE)).isZero();
            caller.halfClose();
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void shouldCloseAtOnceAfterAStop() throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(Profile.REFERENCE, engine);
                RawConnection caller = worker.call()) {
            engine.asked().begin();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            caller.send(header(STOP));
            assertThat(caller.readToItsEnd()).isEqualTo("end");
        }
    }

    @Test
    void shouldEndAnAnswerWhoseEngineStaysSilentAfterAStop() throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(Profile.REFERENCE, engine);
                RawConnection caller = worker.call()) {
            TestPublisher items = engine.asked().begin();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            caller.send(header(STOP));
            items.cancelled.get(30, TimeUnit.SECONDS);
            worker.done().get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldEndAnAnswerWithinItsBoundIfTheEngineDoesNotCareForAStop(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker =
                        WorkerUnderTest.of(profile, engine, RuntimeSettings.CLOSE_WAIT, Duration.ofMillis(50));
                RawConnection caller = worker.call()) {
            TestEngine.Asked silent = engine.asked();
            caller.send(header(STOP));
            worker.done().get(30, TimeUnit.SECONDS);
            assertThat(caller.readAll()).isEmpty();
            TestPublisher late = silent.begin();
            late.cancelled.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldSayNothingAfterTheHandshakeIfStoppedBeforeTheEngineBegan(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            caller.send(header(STOP));
            asked.context.stopped().toCompletableFuture().get(30, TimeUnit.SECONDS);
            TestPublisher items = asked.begin();
            await().atMost(Duration.ofSeconds(30)).until(items::isSubscribed);
            if (profile == Profile.DYNAMO_1_0) {
                items.emit("1");
            }
            items.cancelled.get(30, TimeUnit.SECONDS);
            caller.halfClose();
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void shouldTakeAStopByTheEngineForAStop() throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(Profile.REFERENCE, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            asked.begin().emit("1");
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("1")));
            asked.context.stop();
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldKillTheEngine(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            caller.send(header(KILL));
            asked.context.killed().toCompletableFuture().get(30, TimeUnit.SECONDS);
            asked.answer.completeExceptionally(new IllegalStateException("killed"));
            caller.halfClose();
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldHonourAKillAfterAStop(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            caller.send(header(STOP), header(STOP), header(KILL));
            asked.context.killed().toCompletableFuture().get(30, TimeUnit.SECONDS);
            asked.begin().emit("1");
        }
    }
}
