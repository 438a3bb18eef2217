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
import static org.awaitility.Awaitility.await;

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

/** What a worker makes of a caller that breaks the rules, breaks off, or closes its side. */
@ExtendWith(LeakCheck.class)
class WorkerBrokenCallTest {

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
        try (WorkerUnderTest worker = WorkerUnderTest.patient(Profile.REFERENCE, engine);
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
        try (WorkerUnderTest worker = WorkerUnderTest.patient(Profile.DYNAMO_1_0, engine);
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
        try (WorkerUnderTest worker = WorkerUnderTest.patient(profile, engine);
                RawConnection caller = worker.call()) {
            TestEngine.Asked asked = engine.asked();
            TestPublisher items = asked.begin();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            caller.reset();
            if (profile == Profile.DYNAMO_1_0) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> items.emit("1").cancelled.isDone()); // it notices when it writes
            }
            items.cancelled.get(30, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(30)).until(asked.context::isStopped);
            worker.done().get(30, TimeUnit.SECONDS);
            worker.awaitErrors(HandlerError.PUBLISH_RESPONSE, 1);
        }
    }

    @Test
    void shouldStopTheEngineAtOnceWhenTheCallerEnds() throws Exception {
        TestEngine engine = new TestEngine(true);
        try (WorkerUnderTest worker = WorkerUnderTest.patient(Profile.REFERENCE, engine);
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
        try (WorkerUnderTest worker = WorkerUnderTest.patient(Profile.DYNAMO_1_0, engine);
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
        try (WorkerUnderTest worker = WorkerUnderTest.patient(profile, engine);
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
