package io.seatrial.response;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.OK;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.dataJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.RawConnection.Frame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class WorkerStreamTest {

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldSendEachItemThenTheFinalFrameThenTheSentinel(Profile profile) throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(profile, Engine.of("1", "{\"data\":\"é\"}", "null"));
                RawConnection caller = worker.call()) {
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("1")));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("{\"data\":\"é\"}")));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("null")));
            assertThat(caller.read()).isEqualTo(Frame.body(FINAL));
            assertThat(caller.read()).isEqualTo(Frame.header(SENTINEL));
            worker.done().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldSendOnlyFinalAndSentinelForAnAnswerWithoutItems() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, Engine.of());
                RawConnection caller = worker.call()) {
            caller.halfClose();
            assertThat(caller.readAll()).containsExactly(Frame.header(OK), Frame.body(FINAL), Frame.header(SENTINEL));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGreetBeforeTheEngineAnswersAndBeginOnlyAfterwards(boolean mayBlock) throws Exception {
        TestEngine engine = new TestEngine(mayBlock);
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, engine);
                RawConnection caller = worker.call("r-7", "[2]")) {
            TestEngine.Asked asked = engine.asked();
            assertThat(asked.context.id()).isEqualTo("r-7");
            assertThat(asked.body).isEqualTo("[2]");
            assertThat(caller.hasBytesNow()).isFalse();

            TestPublisher items = asked.begin();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            items.emit("1");
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("1")));
            assertThat(worker.done()).isNotDone();
            items.emit("2").complete();
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("2")));
            assertThat(caller.read()).isEqualTo(Frame.body(FINAL));
            assertThat(caller.read()).isEqualTo(Frame.header(SENTINEL));
        }
    }

    @Test
    void shouldGreetWhileTheEngineBlocksItsThread() throws Exception {
        CompletableFuture<Flow.Publisher<byte[]>> gate = new CompletableFuture<>();
        Engine blocking = (context, body) -> CompletableFuture.completedFuture(gate.join());
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, blocking);
                RawConnection caller = worker.call()) {
            TestPublisher items = new TestPublisher();
            gate.complete(items);
            items.complete();
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTellWhyTheEngineRefusedWithoutTheCauses(Profile profile) throws Exception {
        Engine refusing = (context, body) -> CompletableFuture.failedFuture(
                new CompletionException(new IllegalStateException("boom \"x\"", new RuntimeException("deep"))));
        try (WorkerUnderTest worker = WorkerUnderTest.of(profile, refusing);
                RawConnection caller = worker.call()) {
            assertThat(caller.read()).isEqualTo(Frame.header("{\"error\":\"Generate Error: boom \\\"x\\\"\"}"));
            assertThat(caller.read()).isEqualTo(Frame.header(SENTINEL));
            assertThatThrownBy(() -> worker.done().get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(PlaneException.Untyped.class)
                    .hasMessage("Generate Error: boom \"x\"");
            worker.awaitErrors(HandlerError.GENERATE, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakeAnEngineThatThrowsForOneThatRefuses(boolean mayBlock) throws Exception {
        Engine throwing = new Engine() {
            @Override
            public CompletionStage<Flow.Publisher<byte[]>> generate(StreamContext context, byte[] body) {
                throw new AssertionError("broken");
            }

            @Override
            public boolean mayBlock() {
                return mayBlock;
            }
        };
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, throwing);
                RawConnection caller = worker.call()) {
            assertThat(caller.read()).isEqualTo(Frame.header("{\"error\":\"Generate Error: broken\"}"));
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldEndWithoutAFinalFrameIfTheEngineBreaksOff(Profile profile) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.of(profile, engine);
                RawConnection caller = worker.call()) {
            engine.asked().begin().emit("1").fail("lost");
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("1")));
            assertThat(caller.read()).isEqualTo(Frame.header(SENTINEL));
            assertThatThrownBy(() -> worker.done().get(30, TimeUnit.SECONDS)).hasMessageContaining("lost");
            worker.awaitErrors(HandlerError.GENERATE, 1);
        }
    }

    @Test
    void shouldKeepTwoRequestsOfOneIdApart() throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, engine);
                RawConnection first = worker.call("same", "1");
                RawConnection second = worker.call("same", "2")) {
            TestEngine.Asked one = engine.asked();
            TestEngine.Asked two = engine.asked();
            two.begin().emit(two.body).complete();
            one.begin().emit(one.body).complete();

            assertThat(first.read()).isEqualTo(Frame.header(OK));
            assertThat(first.read()).isEqualTo(Frame.body(dataJson("1")));
            assertThat(second.read()).isEqualTo(Frame.header(OK));
            assertThat(second.read()).isEqualTo(Frame.body(dataJson("2")));
        }
    }

    @Test
    void shouldCountWhatComesAndGoes() throws Exception {
        String control = RawFrames.control("r", "127.0.0.1:1", WorkerUnderTest.SUBJECT);
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, engine);
                RawConnection caller = worker.call("r", "{}")) {
            HandlerMetrics metrics = worker.handler.metrics();
            TestPublisher items = engine.asked().begin();
            assertThat(metrics.requests()).isEqualTo(1);
            assertThat(metrics.inFlight()).isEqualTo(1);
            int port = worker.home.address().length() - "127.0.0.1:1".length();
            assertThat(metrics.requestBytes()).isEqualTo(24 + control.length() + port + "{}".length());
            items.emit("12").complete();
            caller.read();
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("12")));
            await().atMost(Duration.ofSeconds(30)).until(() -> metrics.inFlight() == 0);
            assertThat(metrics.responseBytes()).isEqualTo(dataJson("12").length() + FINAL.length());
            assertThat(metrics.errors().values()).containsOnly(0L);
        }
    }

    @Test
    void shouldSendLargeItemsUnchanged() throws Exception {
        String large = "\"" + "x".repeat(3_000_000) + "\"";
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, Engine.of("1", large, "2"));
                RawConnection caller = worker.call()) {
            assertThat(caller.read()).isEqualTo(Frame.header(OK));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("1")));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson(large)));
            assertThat(caller.read()).isEqualTo(Frame.body(dataJson("2")));
            assertThat(caller.read()).isEqualTo(Frame.body(FINAL));
        }
    }
}
