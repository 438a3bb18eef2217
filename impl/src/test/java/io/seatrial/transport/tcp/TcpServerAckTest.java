package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointId;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which acknowledgement a frame gets, when, and in which order (dynamo-tcp.md 1.2, 6.5, 6.6). */
@ExtendWith(NoLeaks.class)
class TcpServerAckTest {

    private final TestServer server = TestServer.reference();
    private final TestHandler handler = TestHandler.quick();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldHandTheBytesToTheHandlerAndAnswerWithAnEmptyAcknowledgement() throws IOException {
        server.register(GENERATE, handler);
        try (RawConnection caller = server.connect()) {
            assertThat(caller.send(server.path(GENERATE), "abc").readAck()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("abc"));
        assertThat(handler.requests.element().headers()).containsEntry("x-endpoint-path", server.path(GENERATE));
    }

    @Test
    void shouldAcknowledgeBeforeTheHandlerEnds() throws IOException {
        TestHandler held = TestHandler.held();
        server.register(GENERATE, held);
        try (RawConnection caller = server.connect()) {
            assertThat(caller.send(server.path(GENERATE), "abc").readAck()).isEmpty();
            assertThat(server.server.inFlight()).isEqualTo(1);
        }
        await().until(() -> !held.running.isEmpty());
        held.finishOne();
        await().until(() -> server.server.inFlight() == 0);
    }

    @Test
    void shouldServeTheModelsKeyExactly() throws IOException {
        server.register(GENERATE, handler);
        try (RawConnection caller = server.connect()) {
            assertThat(caller.send("1a2b/generate", "x").readAck()).isEmpty();
            for (String path :
                    List.of("generate", "/1a2b/generate", "1A2B/generate", "01a2b/generate", "1a2b/generat")) {
                assertThat(caller.send(path, "x").readAck()).isEqualTo("Unknown endpoint: " + path);
            }
        }
    }

    @Test
    void shouldKeepTheConnectionAfterAPathThatIsNotUtf8() throws IOException {
        server.register(GENERATE, handler);
        try (RawConnection caller = server.connect()) {
            caller.send(RawConnection.frame(new byte[] {(byte) 0xFF}, new byte[0], new byte[] {1}));
            assertThat(caller.readAck()).isEqualTo("Invalid endpoint path");
            assertThat(caller.send(server.path(GENERATE), "x").readAck()).isEmpty();
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsGoodAndBadInTheirOrder() throws IOException {
        EndpointId blocking = EndpointId.of("ns", "backend", "blocking", 1);
        server.register(GENERATE, handler);
        server.register(
                blocking, TestHandler.doing(any -> java.util.concurrent.CompletableFuture.completedFuture(null)));
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String unknown = "1a2b/none-" + i;
            frames.write(RawConnection.frame(server.path(GENERATE), "p" + i));
            frames.write(RawConnection.frame(unknown, "q"));
            frames.write(RawConnection.frame(server.path(blocking), "r"));
            expected.addAll(List.of("", "Unknown endpoint: " + unknown, ""));
        }
        try (RawConnection caller = server.connect()) {
            caller.send(frames.toByteArray());
            List<String> acks = new ArrayList<>();
            while (acks.size() < expected.size()) {
                acks.add(caller.readAck());
            }
            assertThat(acks).isEqualTo(expected);
            assertThat(caller.hasUnread()).isFalse();
        }
        await().untilAsserted(() -> assertThat(handler.payloads)
                .containsExactlyElementsOf(
                        IntStream.range(0, 2_000).mapToObj(i -> "p" + i).toList()));
    }

    @Test
    void shouldAnswerAPeerThatHalfClosesRightAfterSending() throws IOException {
        server.register(GENERATE, handler);
        try (RawConnection caller = server.connect()) {
            caller.send(server.path(GENERATE), "x").send(server.path(GENERATE), "y");
            caller.halfClose();
            assertThat(caller.readAck()).isEmpty();
            assertThat(caller.readAck()).isEmpty();
            assertThat(caller.isAtEnd()).isTrue();
        }
    }

    @Test
    void shouldEndQuietlyWhenAFrameIsCutOff() throws IOException {
        server.register(GENERATE, handler);
        byte[] frame = RawConnection.frame(server.path(GENERATE), "abc");
        for (int cut : new int[] {0, 1, 5, 30, frame.length - 1}) {
            try (RawConnection caller = server.connect()) {
                caller.send(java.util.Arrays.copyOf(frame, cut));
                caller.halfClose();
                assertThat(caller.isAtEnd()).as("after %d bytes", cut).isTrue();
            }
        }
        assertThat(handler.payloads).isEmpty();
    }

    @Test
    void shouldDecodeAFrameSentByteByByte() throws IOException {
        server.register(GENERATE, handler);
        try (RawConnection caller = server.connect()) {
            for (byte one : RawConnection.frame(server.path(GENERATE), "abc")) {
                caller.send(new byte[] {one});
            }
            assertThat(caller.readAck()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("abc"));
    }

    @Test
    void shouldServeARequestWhoseHeadersCannotBeRead() throws IOException {
        server.register(GENERATE, handler);
        byte[] path = server.path(GENERATE).getBytes(StandardCharsets.UTF_8);
        try (RawConnection caller = server.connect()) {
            for (String headers : List.of("", "{", "null", "{\"a\":1}")) {
                caller.send(RawConnection.frame(path, headers.getBytes(StandardCharsets.UTF_8), new byte[] {'x'}));
                assertThat(caller.readAck()).as(headers).isEmpty();
            }
        }
        await().until(() -> handler.requests.size() == 4);
        assertThat(handler.requests)
                .allSatisfy(request -> assertThat(request.headers()).isEmpty());
    }

    @Test
    void shouldCarryAPayloadLargerThanEveryBufferOnTheWay() throws IOException {
        server.register(GENERATE, handler);
        String large = "0123456789abcdef".repeat(512 * 1024);
        try (RawConnection caller = server.connect()) {
            caller.send(server.path(GENERATE), "before")
                    .send(server.path(GENERATE), large)
                    .send(server.path(GENERATE), "after");
            for (int i = 0; i < 3; i++) {
                assertThat(caller.readAck()).isEmpty();
            }
        }
        await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("before", large, "after"));
    }
}
