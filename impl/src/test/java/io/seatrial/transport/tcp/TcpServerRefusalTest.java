package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Frames that end their connection, and peers that mean no good (dynamo-tcp.md 1.2, 6.1, 6.6). */
@ExtendWith(NoLeaks.class)
class TcpServerRefusalTest {

    private static final int LIMIT = 4096;

    private final TestHandler handler = TestHandler.quick();

    private TestServer limited() {
        TestServer server =
                TestServer.start(Profile.REFERENCE, TestServer.settings(TcpSettings.MAX_MESSAGE_SIZE, LIMIT));
        server.register(GENERATE, handler);
        return server;
    }

    /** Returns a frame of exactly so many bytes. */
    private static byte[] frameOf(TestServer server, int totalBytes) {
        byte[] path = server.path(GENERATE).getBytes(StandardCharsets.UTF_8);
        return RawConnection.frame(path, new byte[0], new byte[totalBytes - 8 - path.length]);
    }

    @Test
    void shouldRefuseAPathLengthAsSoonAsItIsThere() throws IOException {
        try (TestServer server = limited()) {
            for (int length : new int[] {0, 1025, 65_535}) {
                try (RawConnection caller = server.connect()) {
                    caller.send(ByteBuffer.allocate(2).putShort((short) length).array());
                    assertThat(caller.readAck()).isEqualTo("Read error: invalid endpoint path length: " + length);
                    assertThat(caller.isAtEnd()).isTrue();
                }
            }
        }
    }

    @Test
    void shouldAcceptTheLongestPathAndTheLargestFrame() throws IOException {
        try (TestServer server = limited();
                RawConnection caller = server.connect()) {
            assertThat(caller.send(frameOf(server, LIMIT)).readAck()).isEmpty();
            String longest = "p".repeat(1024);
            byte[] frame = RawConnection.frame(longest.getBytes(StandardCharsets.UTF_8), new byte[0], new byte[0]);
            assertThat(caller.send(frame).readAck()).isEqualTo("Unknown endpoint: " + longest);
        }
    }

    @Test
    void shouldRefuseAFrameOverTheLimitBeforeItsPayloadComes() throws IOException {
        try (TestServer server = limited();
                RawConnection caller = server.connect()) {
            byte[] frame = frameOf(server, LIMIT + 1);
            int headBytes = 8 + server.path(GENERATE).length();
            caller.send(Arrays.copyOf(frame, headBytes));
            assertThat(caller.readAck()).isEqualTo("Read error: message too large: 4097 bytes (max: 4096 bytes)");
            assertThat(caller.isAtEnd()).isTrue();
        }
    }

    @Test
    void shouldLetTheRefusalBeReadThoughMuchMoreIsUnderWay() throws IOException {
        try (TestServer server = limited()) {
            for (int round = 0; round < 20; round++) {
                try (RawConnection caller = server.connect()) {
                    byte[] good = RawConnection.frame(server.path(GENERATE), "good");
                    caller.send(good).send(frameOf(server, 8 * 1024 * 1024)).send(good);
                    caller.halfClose();
                    assertThat(caller.readAck()).isEmpty();
                    assertThat(caller.readAck())
                            .isEqualTo("Read error: message too large: 8388608 bytes (max: 4096 bytes)");
                    assertThat(caller.isAtEnd()).isTrue();
                }
            }
            assertThat(handler.payloads).as("nothing behind the refused frame").hasSize(20);
        }
    }

    @Test
    void shouldAnswerWhatCameBeforeARefusedFrameFirst() throws IOException {
        try (TestServer server = limited();
                RawConnection caller = server.connect()) {
            byte[] good = RawConnection.frame(server.path(GENERATE), "good");
            byte[] all = ByteBuffer.allocate(2 * good.length + 2)
                    .put(good)
                    .put(good)
                    .putShort((short) 0)
                    .array();
            caller.send(all);
            assertThat(caller.readAck()).isEmpty();
            assertThat(caller.readAck()).isEmpty();
            assertThat(caller.readAck()).isEqualTo("Read error: invalid endpoint path length: 0");
        }
    }

    @Test
    void shouldCloseAConnectionWhoseFrameStaysIncomplete() throws IOException {
        try (TestServer server = TestServer.start(
                        Profile.REFERENCE, TestServer.settings(TcpSettings.FRAME_TIMEOUT, Duration.ofMillis(50)));
                RawConnection idle = server.connect();
                RawConnection slow = server.connect()) {
            server.register(GENERATE, handler);
            byte[] frame = RawConnection.frame(server.path(GENERATE), "x");
            assertThat(slow.send(frame).readAck())
                    .as("a whole frame starts no deadline")
                    .isEmpty();
            slow.send(Arrays.copyOf(frame, 10));
            assertThat(slow.readAck()).isEqualTo("Read error: request incomplete after 50 ms");
            assertThat(slow.isAtEnd()).isTrue();
            assertThat(idle.send(frame).readAck())
                    .as("an idle connection has no deadline")
                    .isEmpty();
        }
    }

    @Test
    void shouldServeOthersWhileOnePeerIsSilentInTheMiddleOfAFrame() throws IOException {
        try (TestServer server = limited();
                RawConnection silent = server.connect();
                RawConnection other = server.connect()) {
            byte[] frame = RawConnection.frame(server.path(GENERATE), "x");
            silent.send(Arrays.copyOf(frame, frame.length - 1));
            assertThat(other.send(frame).readAck()).isEmpty();
            silent.send(Arrays.copyOfRange(frame, frame.length - 1, frame.length));
            assertThat(silent.readAck()).isEmpty();
        }
    }

    /** The peer sends and never reads: what it can make the server keep ends where the sockets' buffers do. */
    @Test
    void shouldStopReadingAPeerThatDoesNotReadItsAcknowledgements() throws IOException {
        try (TestServer server = limited();
                RawConnection deaf = server.connect()) {
            String unknown = "u".repeat(1000);
            byte[] frame = RawConnection.frame(unknown.getBytes(StandardCharsets.UTF_8), new byte[0], new byte[0]);
            int frames = 20_000;
            AtomicInteger sent = new AtomicInteger();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                while (sent.get() < frames) {
                    send(deaf, frame);
                    sent.incrementAndGet();
                }
            });
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(100))
                    .during(Duration.ofSeconds(2))
                    .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
            assertThat(sent)
                    .as("20 MB are to be sent, and the buffers are full")
                    .hasValueLessThan(frames * 2 / 3);
            for (int i = 0; i < frames; i++) {
                assertThat(deaf.readAck()).isEqualTo("Unknown endpoint: " + unknown);
            }
            sender.join();
        }
    }

    private static void send(RawConnection caller, byte[] bytes) {
        try {
            caller.send(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
