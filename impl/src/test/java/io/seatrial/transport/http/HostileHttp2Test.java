package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.HttpSettings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTTP/2 that means no good: it is cut off, costs a bounded amount of memory, and others are served meanwhile. */
@ExtendWith(NoLeaks.class)
class HostileHttp2Test {

    private static final String PATH = "/v1/rpc/1a2b/ns/backend/generate";

    private final TestHandler handler = TestHandler.quick();
    private final TestServer server = TestServer.start(
                    Profile.REFERENCE,
                    TestServer.settings()
                            .with(HttpSettings.EXCHANGE_TIMEOUT, Duration.ofSeconds(2))
                            .with(HttpSettings.MAX_HEADER_SIZE, 8192)
                            .with(HttpSettings.MAX_UNFINISHED_BYTES, 50_000)
                            .with(HttpSettings.MAX_CONCURRENT_STREAMS, 100))
            .serving(GENERATE, handler);
    private final Http2Caller other = server.http2();

    HostileHttp2Test() {
        othersAreServedMeanwhile();
    }

    private void othersAreServedMeanwhile() {
        assertThat(other.ask("/v1/rpc/nobody", "other").status()).isEqualTo(404);
    }

    @AfterEach
    void othersAreServed() {
        othersAreServedMeanwhile();
        other.close();
        server.close();
    }

    /** Sends the same frames again and again, until the server has closed the connection; returns what it said with it. */
    private static List<Frame> flood(Http2Caller caller, Supplier<Frame[]> frames, int most) {
        List<Frame> seen = new ArrayList<>();
        try {
            for (int i = 0; i < most; i++) {
                caller.frames().send(frames.get());
            }
        } catch (UncheckedIOException closed) {
            // as it should be; what the server said may still be there to read
        }
        for (Frame frame = caller.frames().next();
                frame != null;
                frame = caller.frames().next()) {
            seen.add(frame);
        }
        return seen;
    }

    private static boolean saidToBeCalm(List<Frame> seen) {
        return seen.stream().anyMatch(frame -> frame.is(Frame.GOAWAY) && frame.number(1) == Frame.ENHANCE_YOUR_CALM);
    }

    @Test
    void shouldCutOffWhoResetsWhatItHasBegun() {
        try (Http2Caller caller = server.http2()) {
            List<Frame> seen = flood(
                    caller,
                    () -> {
                        int stream = caller.newStream();
                        return new Frame[] {
                            Frame.headers(stream, HeaderBlocks.post(PATH), false), Frame.reset(stream, Frame.CANCEL)
                        };
                    },
                    3000);
            assertThat(saidToBeCalm(seen)).isTrue();
        }
        assertThat(handler.payloads).isEmpty();
    }

    @Test
    void shouldLetResetWhoIsAnsweredToo() {
        try (Http2Caller caller = server.http2()) {
            for (int i = 0; i < 1500; i++) {
                int stream = caller.begin(PATH);
                caller.frames().send(Frame.reset(stream, Frame.CANCEL));
                assertThat(caller.ask(PATH, "x").status()).isEqualTo(202);
            }
        }
    }

    @Test
    void shouldCutOffWhoAsksForSignsOfLifeWithoutEnd() {
        try (Http2Caller caller = server.http2()) {
            Frame[] pings = new Frame[100];
            Arrays.fill(pings, Frame.ping(1, false));
            assertThat(saidToBeCalm(flood(caller, () -> pings, 100))).isTrue();
        }
    }

    @Test
    void shouldCutOffWhoSettlesAnewWithoutEnd() {
        try (Http2Caller caller = server.http2()) {
            Frame[] settings = new Frame[100];
            Arrays.fill(settings, Frame.settings(Frame.INITIAL_WINDOW_SIZE, 70_000));
            assertThat(saidToBeCalm(flood(caller, () -> settings, 100))).isTrue();
        }
    }

    @Test
    void shouldCutOffWhoReadsNoAnswersToPings() {
        try (Http2Caller caller = server.http2()) {
            Frame[] pings = new Frame[5000];
            Arrays.fill(pings, Frame.ping(1, false));
            flood(caller, () -> pings, 2000);
        }
    }

    @Test
    void shouldRefuseAHeaderListThatIsTooLongAndGoOn() {
        try (Http2Caller caller = server.http2()) {
            assertThat(caller.serverSettings().setting(Frame.MAX_HEADER_LIST_SIZE))
                    .isEqualTo(8192);
            int stream = caller.begin(PATH, "x", "a".repeat(8500));
            Frame head = caller.frames().await(Frame.HEADERS);
            assertThat(head.stream()).isEqualTo(stream);
            assertThat(caller.frames().fields(head)).containsEntry(":status", "431");
            assertThat(caller.ask(PATH, "x").status()).isEqualTo(202);
        }
    }

    @Test
    void shouldCutOffAHeaderListThatIsFarTooLong() {
        try (Http2Caller caller = server.http2()) {
            caller.begin(PATH, "x", "a".repeat(100_000));
            assertThat(caller.frames().await(Frame.GOAWAY)).isNotNull();
            assertThat(caller.frames().isEndedByPeer()).isTrue();
        }
    }

    @Test
    void shouldCutOffAHeaderBlockWithoutAnEnd() {
        try (Http2Caller caller = server.http2()) {
            int stream = caller.newStream();
            caller.frames().send(new Frame(Frame.HEADERS, 0, stream, HeaderBlocks.post(PATH)));
            byte[] more = HeaderBlocks.encode("x", "y");
            List<Frame> seen =
                    flood(caller, () -> new Frame[] {new Frame(Frame.CONTINUATION, 0, stream, more)}, 20_000);
            assertThat(seen).anyMatch(frame -> frame.is(Frame.GOAWAY));
        }
    }

    @Test
    void shouldCutOffFragmentsOfNothing() {
        try (Http2Caller caller = server.http2()) {
            int stream = caller.newStream();
            caller.frames().send(new Frame(Frame.HEADERS, 0, stream, HeaderBlocks.post(PATH)));
            List<Frame> seen =
                    flood(caller, () -> new Frame[] {new Frame(Frame.CONTINUATION, 0, stream, new byte[0])}, 20_000);
            assertThat(seen).anyMatch(frame -> frame.is(Frame.GOAWAY));
        }
    }

    @Test
    void shouldCutOffABodyOfNothing() {
        try (Http2Caller caller = server.http2()) {
            int stream = caller.begin(PATH);
            List<Frame> seen = flood(caller, () -> new Frame[] {Frame.data(stream, "", false)}, 20_000);
            assertThat(seen).anyMatch(frame -> frame.is(Frame.GOAWAY));
        }
    }

    @Test
    void shouldHoldOnlySoMuchOfUnfinishedBodies() {
        try (Http2Caller caller = server.http2()) {
            List<Integer> held = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int stream = caller.begin(PATH);
                caller.frames().send(Frame.data(stream, new byte[12_000], false));
                held.add(stream);
            }
            int tooMuch = caller.begin(PATH);
            caller.frames().send(Frame.data(tooMuch, new byte[12_000], false));
            Http2Caller.Answer answer = caller.answer(tooMuch);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("Server overloaded: too many bodies under way");
            held.forEach(stream -> {
                caller.frames().send(Frame.data(stream, "", true));
                assertThat(caller.answer(stream).status()).isEqualTo(202);
            });
            int again = caller.begin(PATH);
            caller.frames().send(Frame.data(again, new byte[12_000], false), Frame.data(again, "", true));
            assertThat(caller.answer(again).status()).as("there is room again").isEqualTo(202);
        }
    }

    @Test
    void shouldNotKeepAnswersForEverThatThePeerGivesNoRoomFor() {
        try (Http2Caller caller = server.http2(Frame.INITIAL_WINDOW_SIZE, 0)) {
            List<Integer> stuck = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                stuck.add(caller.post("/v1/rpc/nobody", "x"));
            }
            for (int i = 0; i < 100; i++) {
                Frame reset = caller.frames().await(Frame.RST_STREAM);
                assertThat(stuck).contains(reset.stream());
            }
            assertThat(caller.ask(PATH, "x").status())
                    .as("an answer without a body")
                    .isEqualTo(202);
        }
    }

    @Test
    void shouldCutOffWhoReadsNoAnswers() {
        boolean cutOff = false;
        try (Http2Caller caller = server.http2()) {
            for (int i = 0; i < 2_000_000 && !cutOff; i++) {
                try {
                    caller.post("/v1/rpc/nobody", "");
                } catch (UncheckedIOException closed) {
                    cutOff = true;
                }
            }
        }
        assertThat(cutOff).isTrue();
    }

    @Test
    void shouldNotKeepAConnectionThatAsksForNothing() {
        try (Http2Caller caller = server.http2()) {
            assertThat(caller.frames().await(Frame.GOAWAY).number(1)).isEqualTo(Frame.NO_ERROR);
            assertThat(caller.frames().isEndedByPeer()).isTrue();
        }
        try (Http2Caller next = server.http2()) {
            assertThat(next.ask(PATH, "x").status()).isEqualTo(202);
        }
        await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("x"));
    }

    @Test
    void shouldEndAConnectionWhoseWindowIsBlownUp() {
        try (Http2Caller caller = server.http2()) {
            caller.frames().send(Frame.windowUpdate(0, Integer.MAX_VALUE), Frame.windowUpdate(0, Integer.MAX_VALUE));
            assertThat(caller.frames().await(Frame.GOAWAY).number(1)).isEqualTo(Frame.FLOW_CONTROL_ERROR);
            assertThat(caller.frames().isEndedByPeer()).isTrue();
        }
    }

    @Test
    void shouldEndAConnectionThatSendsMoreThanItMay() {
        try (TestServer careful = TestServer.start(
                        Profile.REFERENCE,
                        TestServer.settings()
                                .with(HttpSettings.ADAPTIVE_WINDOW, false)
                                .with(HttpSettings.MAX_FRAME_SIZE, 16_384));
                Http2Caller caller = careful.http2()) {
            int stream = caller.begin(PATH);
            List<Frame> burst = new ArrayList<>();
            for (int i = 0; i < 100; i++) { // in one write, so that no window is given back between them
                burst.add(Frame.data(stream, new byte[16_384], false));
            }
            try {
                caller.frames().send(burst.toArray(Frame[]::new));
                Frame end = caller.frames().await(frame -> frame.is(Frame.RST_STREAM) || frame.is(Frame.GOAWAY));
                assertThat(end.number(end.is(Frame.GOAWAY) ? 1 : 0)).isEqualTo(Frame.FLOW_CONTROL_ERROR);
            } catch (UncheckedIOException closed) {
                // it was so much that the end came before all was written
            }
        }
    }
}
