package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.Profile;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.HttpSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server grants its peers, and what it takes from them: streams, frames, windows. */
@ExtendWith(NoLeaks.class)
class Http2ServerFlowTest {

    private static final String PATH = "/v1/rpc/1a2b/ns/backend/generate";

    private final TestHandler handler = TestHandler.quick();

    private TestServer reference() {
        return TestServer.reference().serving(GENERATE, handler);
    }

    @Test
    void shouldAnnounceAndEnforceTheStreamsAtOnce() {
        try (TestServer server = TestServer.reference(HttpSettings.MAX_CONCURRENT_STREAMS, 3)
                        .serving(GENERATE, handler);
                Http2Caller caller = server.http2()) {
            assertThat(caller.serverSettings().setting(Frame.MAX_CONCURRENT_STREAMS))
                    .isEqualTo(3);
            List<Integer> open =
                    IntStream.range(0, 3).mapToObj(i -> caller.begin(PATH)).toList();
            int tooMuch = caller.begin(PATH);
            Frame refusal = caller.frames().await(Frame.RST_STREAM);
            assertThat(refusal.stream()).isEqualTo(tooMuch);
            assertThat(refusal.number(0)).isEqualTo(Frame.REFUSED_STREAM);
            caller.frames().send(Frame.data(open.get(0), "x", true));
            assertThat(caller.answer(open.get(0)).status()).isEqualTo(202);
            assertThat(caller.ask(PATH, "y").status()).as("there is room again").isEqualTo(202);
        }
    }

    @Test
    void shouldAnnounceAndTakeTheLargestFrame() {
        try (TestServer server = TestServer.reference(HttpSettings.MAX_FRAME_SIZE, 40_000)
                        .serving(GENERATE, handler);
                Http2Caller caller = server.http2()) {
            assertThat(caller.serverSettings().setting(Frame.MAX_FRAME_SIZE)).isEqualTo(40_000);
            assertThat(caller.ask(PATH, "x".repeat(40_000)).status()).isEqualTo(202);
            caller.post(PATH, "x".repeat(40_001));
            assertThat(caller.frames().await(Frame.GOAWAY).number(1)).isEqualTo(6); // FRAME_SIZE_ERROR
            assertThat(caller.frames().isEndedByPeer()).isTrue();
        }
    }

    @Test
    void shouldGrantWindowsOfManyFramesIfTheyDoNotGrow() {
        try (TestServer server = TestServer.start(
                        Profile.REFERENCE,
                        TestServer.settings()
                                .with(HttpSettings.ADAPTIVE_WINDOW, false)
                                .with(HttpSettings.MAX_FRAME_SIZE, 20_000));
                FramedSocket frames = FramedSocket.to(server.port())) {
            frames.write(FramedSocket.PREFACE).send(Frame.settings());
            assertThat(frames.await(Frame.SETTINGS).setting(Frame.INITIAL_WINDOW_SIZE))
                    .isEqualTo(80_000);
            int connection = 65_535;
            while (connection < 320_000) {
                Frame update = frames.await(Frame.WINDOW_UPDATE);
                assertThat(update.stream()).isZero();
                connection += update.number(0);
            }
            assertThat(connection).isEqualTo(320_000);
        }
    }

    @Test
    void shouldLetWindowsGrowWithTheBandwidth() {
        try (TestServer server = reference();
                Http2Caller caller = server.http2()) {
            assertThat(caller.serverSettings().setting(Frame.INITIAL_WINDOW_SIZE))
                    .isEqualTo(1 << 20);
            int stream = caller.begin(PATH);
            for (int i = 0; i < 60; i++) { // most of what the window holds, in one round trip
                caller.frames().send(Frame.data(stream, new byte[15_000], false));
            }
            Frame larger = caller.frames().await(frame -> frame.is(Frame.SETTINGS) && !frame.has(Frame.ACK));
            assertThat(larger.setting(Frame.INITIAL_WINDOW_SIZE)).isGreaterThanOrEqualTo(2 << 20);
            caller.frames().send(Frame.settingsAck());
            assertThat(caller.frames()
                            .await(frame -> frame.is(Frame.WINDOW_UPDATE) && frame.stream() == 0)
                            .number(0))
                    .isPositive();
        }
    }

    @Test
    void shouldKeepToTheCallersWindow() {
        try (TestServer server = reference();
                Http2Caller caller = server.http2(Frame.INITIAL_WINDOW_SIZE, 0)) {
            int stream = caller.post("/v1/rpc/nobody", "x");
            Frame head = caller.frames().await(Frame.HEADERS);
            assertThat(head.has(Frame.END_STREAM)).isFalse();
            caller.frames().send(Frame.windowUpdate(stream, 8));
            assertThat(new String(caller.frames().await(Frame.DATA).payload(), UTF_8))
                    .isEqualTo("Endpoint");
            caller.frames().send(Frame.windowUpdate(stream, 100));
            Frame rest = caller.frames().await(Frame.DATA);
            assertThat(new String(rest.payload(), UTF_8)).isEqualTo(" not found");
            assertThat(rest.has(Frame.END_STREAM)).isTrue();
        }
    }
}
