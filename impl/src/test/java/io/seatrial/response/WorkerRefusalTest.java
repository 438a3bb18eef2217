package io.seatrial.response;

import static io.seatrial.response.RawFrames.OK;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.body;
import static io.seatrial.response.RawFrames.control;
import static io.seatrial.response.RawFrames.frame;
import static io.seatrial.response.RawFrames.header;
import static io.seatrial.response.WorkerUnderTest.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.RawConnection.Frame;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class WorkerRefusalTest {

    private static final String CODEC = "Two Part Codec Error: ";
    private static final String PARTS =
            "Generic error: Unexpected message from work queue; unable extract a TwoPartMessage with a header and data";
    private static final String STREAM = "Generic error: Failed to create response stream: ";

    /** A payload that no worker runs. The home is where its caller listens. */
    private enum Unusable {
        NOTHING(home -> new byte[0], CODEC + "Invalid message: No message decoded", null, false),
        CUT_OFF(home -> new byte[] {0, 0, 0}, CODEC + "Invalid message: No message decoded", null, false),
        LENGTHS_THAT_WRAP(home -> wrapping(), CODEC + "Message size ", null, false),
        EMPTY_FRAME(home -> frame("", ""), PARTS, HandlerError.INVALID_MESSAGE, false),
        BODY_ONLY(home -> body("{}"), PARTS, HandlerError.INVALID_MESSAGE, false),
        HEADER_ONLY(home -> header(control("r", home, SUBJECT)), PARTS, HandlerError.INVALID_MESSAGE, true),
        CONTROL_UNREADABLE(
                home -> frame("{\"id\":1}", "{}"),
                "Deserialization Error: Failed deserializing to RequestControlMessage. err=",
                HandlerError.DESERIALIZATION,
                false),
        CONTROL_WITH_UNKNOWN_TYPE(
                home -> frame(control("r", home, SUBJECT).replace("single_in", "two_in"), "{}"),
                "Deserialization Error: Failed deserializing to RequestControlMessage. err=",
                HandlerError.DESERIALIZATION,
                false),
        BODY_NO_JSON(home -> frame(control("r", home, SUBJECT), "{"), "Serde Json Error: ", null, true),
        OTHER_TRANSPORT(
                home -> frame(control("r", "nats", home, SUBJECT, "r", "response"), "{}"),
                STREAM,
                HandlerError.RESPONSE_STREAM,
                false),
        OTHER_STREAM_TYPE(
                home -> frame(control("r", "tcp_server", home, SUBJECT, "r", "request"), "{}"),
                STREAM,
                HandlerError.RESPONSE_STREAM,
                false),
        OTHER_CONTEXT(
                home -> frame(control("r", "tcp_server", home, SUBJECT, "other", "response"), "{}"),
                STREAM,
                HandlerError.RESPONSE_STREAM,
                true),
        NO_ADDRESS(
                home -> frame(control("r", "tcp://" + home, SUBJECT), "{}"),
                STREAM,
                HandlerError.RESPONSE_STREAM,
                false);

        private final Function<String, byte[]> payload;
        private final String text;
        private final @Nullable HandlerError counted;
        private final boolean callerIsTold;

        Unusable(Function<String, byte[]> payload, String text, @Nullable HandlerError counted, boolean callerIsTold) {
            this.payload = payload;
            this.text = text;
            this.counted = counted;
            this.callerIsTold = callerIsTold;
        }

        private static byte[] wrapping() {
            byte[] payload = header("{}");
            payload[0] = -1;
            payload[8] = -1;
            return payload;
        }
    }

    private static void assertRefused(WorkerUnderTest worker, Unusable what, CompletableFuture<Void> done) {
        assertThatThrownBy(() -> done.get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(PlaneException.ProtocolError.class)
                .hasMessageStartingWith(what.text);
        for (HandlerError error : HandlerError.values()) {
            assertThat(worker.errors(error)).as(error.label()).isEqualTo(error == what.counted ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellTheCallerOfAnUnusableRequestIfItCanBeReached(Unusable what) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, engine)) {
            CompletableFuture<Void> done = worker.handle(what.payload.apply(worker.home.address()));
            if (what.callerIsTold) {
                try (RawConnection caller = worker.home.accept()) {
                    assertThat(caller.read()).isEqualTo(Frame.header(RawFrames.handshakeJson(SUBJECT)));
                    assertThat(caller.read().header()).startsWith("{\"error\":\"" + what.text);
                    assertThat(caller.read()).isEqualTo(Frame.header(SENTINEL));
                }
            }
            assertRefused(worker, what, done);
            assertThat(worker.home.isCalledWithin(50)).isFalse();
            assertThat(engine.isIdle()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepSilentAboutAnUnusableRequestAsDynamoDoes(Unusable what) throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.DYNAMO_1_0, engine)) {
            assertRefused(worker, what, worker.handle(what.payload.apply(worker.home.address())));
            assertThat(worker.home.isCalledWithin(50)).isFalse();
            assertThat(engine.isIdle()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldCountACallerThatCannotBeReached(Profile profile) throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(profile, Engine.of("1"))) {
            String nobody;
            try (RawConnection.Listener gone = new RawConnection.Listener()) {
                nobody = gone.address();
            }
            assertThatThrownBy(() ->
                            worker.handle(control("r", nobody, SUBJECT), "{}").get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessageStartingWith(STREAM);
            worker.awaitErrors(HandlerError.RESPONSE_STREAM, 1);
        }
    }

    @Test
    void shouldGiveUpACallerThatDoesNotAnswerWithinItsBound() throws Exception {
        try (RawConnection.Listener silent = RawConnection.Listener.full();
                WorkerUnderTest worker = WorkerUnderTest.of(
                        Profile.REFERENCE, Engine.of("1"), RuntimeSettings.CALL_HOME_TIMEOUT, Duration.ofMillis(100))) {
            assertThatThrownBy(() -> worker.handle(control("r", silent.address(), SUBJECT), "{}")
                            .get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PlaneException.CannotConnect.class);
            worker.awaitErrors(HandlerError.RESPONSE_STREAM, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "::ffff:127.0.0.1"})
    void shouldUnderstandTheFormsOfAnAddress(String host) throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, Engine.of("1"))) {
            String port = worker.home.address().substring("127.0.0.1:".length());
            worker.handle(control("r", host + ":" + port, SUBJECT), "{}");
            try (RawConnection caller = worker.home.accept()) {
                caller.read();
                assertThat(caller.read()).isEqualTo(Frame.header(OK));
            }
        }
    }

    @Test
    void shouldIgnoreWhatFollowsTheMessage() throws Exception {
        TestEngine engine = new TestEngine(false);
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, engine)) {
            worker.handle(
                    RawFrames.join(frame(control("r", worker.home.address(), SUBJECT), "[1]"), new byte[] {1, 2, 3}));
            try (RawConnection caller = worker.home.accept()) {
                TestEngine.Asked asked = engine.asked();
                assertThat(asked.body).isEqualTo("[1]");
                asked.begin().complete();
                caller.read();
                assertThat(caller.read()).isEqualTo(Frame.header(OK));
            }
        }
    }
}
