package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is special to HTTP/2: many requests at once on one connection (RFC 9113). */
@ExtendWith(NoLeaks.class)
class Http2ServerTest {

    private static final String PATH = "/v1/rpc/1a2b/ns/backend/generate";

    private final TestHandler handler = TestHandler.quick();

    private TestServer reference() {
        return TestServer.reference().serving(GENERATE, handler);
    }

    @Test
    void shouldTakeAThousandRequestsOnOneConnectionWithinTheAnnouncedLimit() {
        try (TestServer server = TestServer.model().serving(GENERATE, handler);
                Http2Caller caller = server.http2()) {
            assertThat(caller.serverSettings().setting(Frame.MAX_CONCURRENT_STREAMS))
                    .isEqualTo(200);
            for (int round = 0; round < 5; round++) {
                List<Integer> streams = IntStream.range(0, 200)
                        .mapToObj(i -> caller.post("/v1/rpc/generate", "request " + i))
                        .toList();
                streams.forEach(
                        stream -> assertThat(caller.answer(stream).status()).isEqualTo(202));
            }
            await().until(() -> handler.payloads.size() == 1000);
        }
    }

    @Test
    void shouldAnswerAStreamThoughAnotherIsStuckInItsBody() {
        try (TestServer server = reference();
                Http2Caller caller = server.http2()) {
            int stuck = caller.begin(PATH);
            caller.frames().send(Frame.data(stuck, "half", false));
            assertThat(caller.ask(PATH, "whole").status()).isEqualTo(202);
            caller.frames().send(Frame.data(stuck, " and half", true));
            assertThat(caller.answer(stuck).status()).isEqualTo(202);
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("whole", "half and half"));
        }
    }

    @Test
    void shouldTakePaddingTrailersUnknownFramesAndPriorities() {
        try (TestServer server = reference();
                Http2Caller caller = server.http2()) {
            int stream = caller.begin(PATH);
            byte[] padded = new byte[] {3, 'a', 'b', 0, 0, 0};
            caller.frames()
                    .send(
                            new Frame(0x42, 0, stream, new byte[100]),
                            new Frame(Frame.PRIORITY, 0, stream, new byte[] {0, 0, 0, 0, 15}),
                            new Frame(Frame.DATA, 0x8, stream, padded),
                            Frame.headers(stream, HeaderBlocks.encode("checksum", "none"), true));
            assertThat(caller.answer(stream).status()).isEqualTo(202);
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("ab"));
        }
    }

    @Test
    void shouldAskForABodyThatTheCallerHoldsBack() {
        try (TestServer server = reference();
                Http2Caller caller = server.http2()) {
            int stream = caller.begin(PATH, "expect", "100-continue");
            Frame interim = caller.frames().await(Frame.HEADERS);
            assertThat(caller.frames().fields(interim)).containsEntry(":status", "100");
            assertThat(interim.has(Frame.END_STREAM)).isFalse();
            caller.frames().send(Frame.data(stream, "hello", true));
            assertThat(caller.answer(stream).status()).isEqualTo(202);
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("hello"));
        }
    }

    @Test
    void shouldStopARequestThatItHasRefused() {
        try (TestServer server = reference();
                Http2Caller caller = server.http2()) {
            int stream = caller.begin(PATH, "content-length", "33554433");
            assertThat(caller.answer(stream).status()).isEqualTo(413);
            Frame stop = caller.frames().await(Frame.RST_STREAM);
            assertThat(stop.stream()).isEqualTo(stream);
            assertThat(stop.number(0)).isEqualTo(Frame.NO_ERROR);
            assertThat(caller.ask(PATH, "next").status()).isEqualTo(202);
        }
        assertThat(handler.payloads).containsExactly("next");
    }

    @Test
    void shouldNotRunARequestThatWasResetAmidItsBody() {
        try (TestServer server = reference();
                Http2Caller caller = server.http2()) {
            int stream = caller.begin(PATH);
            caller.frames().send(Frame.data(stream, "half", false), Frame.reset(stream, Frame.CANCEL));
            int cut = caller.begin(PATH);
            caller.frames().send(Frame.data(cut, "half", false));
            assertThat(caller.ask(PATH, "whole").status()).isEqualTo(202);
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("whole"));
        }
    }

    @Test
    void shouldRunARequestWhoseCallerIsGoneBehindItsBody() {
        try (TestServer server = reference()) {
            try (Http2Caller caller = server.http2()) {
                // The server has nothing to write any more: a failed write would close the connection before what came
                // is read.
                assertThat(caller.ask(PATH, "first").status()).isEqualTo(202);
                caller.post(PATH, "whole");
            }
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("first", "whole"));
        }
    }

    @Test
    void shouldAskASilentPeerForASignOfLife() {
        try (TestServer server = TestServer.start(
                        Profile.REFERENCE,
                        TestServer.settings()
                                .with(HttpSettings.KEEP_ALIVE_INTERVAL, Duration.ofMillis(200))
                                .with(HttpSettings.KEEP_ALIVE_TIMEOUT, Duration.ofMillis(300)));
                Http2Caller caller = server.http2()) {
            for (int i = 0; i < 3; i++) {
                Frame ping = caller.frames().await(Frame.PING);
                caller.frames().send(new Frame(Frame.PING, Frame.ACK, 0, ping.payload()));
            }
            caller.frames().await(Frame.PING);
            assertThat(caller.frames().isEndedByPeer())
                    .as("this one was not answered")
                    .isTrue();
        }
    }

    @Test
    void shouldNotAskIfNoIntervalIsSet() {
        try (TestServer server = TestServer.start(
                        Profile.REFERENCE,
                        TestServer.settings()
                                .with(HttpSettings.KEEP_ALIVE_INTERVAL, Duration.ZERO)
                                .with(HttpSettings.IDLE_TIMEOUT, Duration.ofMillis(500))
                                .with(HttpSettings.EXCHANGE_TIMEOUT, Duration.ofMillis(500)));
                Http2Caller caller = server.http2()) {
            List<Frame> seen = new ArrayList<>();
            for (Frame frame = caller.frames().next();
                    frame != null;
                    frame = caller.frames().next()) {
                seen.add(frame);
            }
            assertThat(seen).noneMatch(frame -> frame.is(Frame.PING)).anyMatch(frame -> frame.is(Frame.GOAWAY));
        }
    }

    @Test
    void shouldSayGoodbyeToAConnectionWithoutRequests() {
        try (TestServer server = TestServer.reference(HttpSettings.IDLE_TIMEOUT, Duration.ofMillis(300))
                        .serving(GENERATE, handler);
                Http2Caller caller = server.http2()) {
            assertThat(caller.ask(PATH, "x").status()).isEqualTo(202);
            assertThat(caller.frames().await(Frame.GOAWAY).number(1)).isEqualTo(Frame.NO_ERROR);
            assertThat(caller.frames().isEndedByPeer()).isTrue();
        }
    }

    @Test
    void shouldEndAStreamWhoseRequestDoesNotComeInTime() {
        try (TestServer server = TestServer.reference(HttpSettings.EXCHANGE_TIMEOUT, Duration.ofMillis(300))
                        .serving(GENERATE, handler);
                Http2Caller caller = server.http2()) {
            int slow = caller.begin(PATH);
            caller.frames().send(Frame.data(slow, "half", false));
            Frame reset = caller.frames().await(Frame.RST_STREAM);
            assertThat(reset.stream()).isEqualTo(slow);
            assertThat(caller.ask(PATH, "quick").status())
                    .as("the connection goes on")
                    .isEqualTo(202);
        }
        assertThat(handler.payloads).containsExactly("quick");
    }

    @Test
    void shouldServeHalfAThousandCallersAtOnce() throws Exception {
        try (TestServer server = reference()) {
            List<CompletableFuture<Void>> callers = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        try (Http2Caller caller = server.http2()) {
                            List<Integer> streams = IntStream.range(0, 32)
                                    .mapToObj(n -> caller.post(PATH, "x"))
                                    .toList();
                            streams.forEach(stream ->
                                    assertThat(caller.answer(stream).status()).isEqualTo(202));
                        }
                    }))
                    .toList();
            for (CompletableFuture<Void> caller : callers) {
                caller.get(60, TimeUnit.SECONDS);
            }
            await().until(() -> handler.payloads.size() == 512);
        }
    }
}
