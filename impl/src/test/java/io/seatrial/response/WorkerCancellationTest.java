package io.seatrial.response;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.KILL;
import static io.seatrial.response.RawFrames.OK;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.STOP;
import static io.seatrial.response.RawFrames.dataJson;
import static io.seatrial.response.RawFrames.frame;
import static io.seatrial.response.RawFrames.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.Profile;
import io.seatrial.response.RawConnection.Frame;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakCheck.class)
class WorkerCancellationTest {

    /** Longer than any test: where a test sees an end, no wait of this length led to it. */
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private static void await(Stated stated) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(stated::holds);
    }

    private interface Stated {
        boolean holds();
    }

    private static WorkerUnderTest patient(Profile profile, Engine engine) {
        return WorkerUnderTest.of(profile, engine, RuntimeSettings.CLOSE_WAIT, FOR_EVER);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldStopTheEngineAndSayNoMoreWhenStopped(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = patient(profile, engine);
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
        try (WorkerUnderTest worker = patient(profile, engine);
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
        try (WorkerUnderTest worker = patient(Profile.REFERENCE, engine);
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
        try (WorkerUnderTest worker = patient(Profile.REFERENCE, engine);
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
        try (WorkerUnderTest worker = patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            caller.send(header(STOP));
            asked.context.stopped().toCompletableFuture().get(30, TimeUnit.SECONDS);
            TestPublisher items = asked.begin();
            await(items::isSubscribed);
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
        try (WorkerUnderTest worker = patient(Profile.REFERENCE, engine);
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
        try (WorkerUnderTest worker = patient(profile, engine);
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
        try (WorkerUnderTest worker = patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            caller.send(header(STOP), header(STOP), header(KILL));
            asked.context.killed().toCompletableFuture().get(30, TimeUnit.SECONDS);
            asked.begin().emit("1");
        }
    }

    static Stream<byte[]> garbage() {
        return Stream.of(
                header(SENTINEL),
                RawFrames.data("1"),
                frame("", ""),
                header("\"what\""),
                header("{}"),
                frame(STOP, "{}"),
                new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0});
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void shouldTakeGarbageForAKill(byte[] garbage) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = patient(Profile.REFERENCE, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            TestPublisher items = asked.begin();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            caller.send(garbage);
            asked.context.killed().toCompletableFuture().get(30, TimeUnit.SECONDS);
            items.cancelled.get(30, TimeUnit.SECONDS);
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void shouldStreamOnAfterGarbageAsDynamoDoes(byte[] garbage) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = patient(Profile.DYNAMO_1_0, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            TestPublisher items = asked.begin();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            caller.send(garbage, header(STOP));
            for (String item : List.of("1", "2", "3")) { // round trips: by the last of them the garbage is likely read
                items.emit(item);
                assertThat(caller.read()).isEqualTo(Frame.body(dataJson(item)));
            }
            items.complete();
            assertThat(caller.read()).isEqualTo(Frame.body(FINAL));
            assertThat(caller.read()).isEqualTo(Frame.header(SENTINEL));
            caller.halfClose();
            assertThat(caller.readAll()).isEmpty();
            assertThat(asked.context.isStopped()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldStopTheEngineAtOnceWhenTheCallerResets(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            TestPublisher items = asked.begin();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            caller.reset();
            if (profile == Profile.DYNAMO_1_0) {
                await(() -> items.emit("1").cancelled.isDone()); // it notices when it writes
            }
            items.cancelled.get(30, TimeUnit.SECONDS);
            await(asked.context::isStopped);
            worker.done().get(30, TimeUnit.SECONDS);
            worker.awaitErrors(HandlerError.PUBLISH_RESPONSE, 1);
        }
    }

    @Test
    void shouldStopTheEngineAtOnceWhenTheCallerEnds() throws Exception {
        TestEngine engine = new TestEngine(true);
        try (WorkerUnderTest worker = patient(Profile.REFERENCE, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            caller.close();
            asked.context.killed().toCompletableFuture().get(30, TimeUnit.SECONDS);
            asked.begin().cancelled.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldStreamOnToACallerThatClosedItsSideAsDynamoDoes() throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = patient(Profile.DYNAMO_1_0, engine);
                RawConnection caller = worker.call()) {
            TestPublisher items = engine.asked().begin();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            caller.halfClose();
            items.emit("1").complete();
            assertThat(caller.readAll())
                    .containsExactly(Frame.body(dataJson("1")), Frame.body(FINAL), Frame.header(SENTINEL));
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldWaitForTheCallerToCloseAfterTheSentinelButNotForEver(Profile profile) throws Exception {
        Engine engine = Engine.of("1");
        try (WorkerUnderTest worker =
                        WorkerUnderTest.of(profile, engine, RuntimeSettings.CLOSE_WAIT, Duration.ofMillis(50));
                RawConnection caller = worker.call()) {
            assertThat(caller.readAll())
                    .containsExactly(
                            Frame.header(OK), Frame.body(dataJson("1")), Frame.body(FINAL), Frame.header(SENTINEL));
        }
        try (WorkerUnderTest worker = patient(profile, engine);
                RawConnection caller = worker.call()) {
            for (int i = 0; i < 4; i++) {
                caller.read();
            }
            caller.send(header(KILL)); // what comes now is not looked at
            caller.halfClose();
            assertThat(caller.readToItsEnd()).isEqualTo("end");
            assertThat(worker.handler.metrics().errors().values()).containsOnly(0L);
        }
    }
}
