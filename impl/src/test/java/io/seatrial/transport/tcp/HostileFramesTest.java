package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.seatrial.plane.Profile;
import io.seatrial.response.CallHomeHandler;
import io.seatrial.response.Engine;
import io.seatrial.response.RawFrames;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.Tests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server and a worker on it, under frames that mean no good, for minutes: they answer all of them, and nothing of it stays. */
@Tag("long")
@ExtendWith(NoLeaks.class)
class HostileFramesTest {

    /** The property is for a longer look. */
    private static final long FRAMES = Long.getLong("hostile.frames", 1_000_000);

    private static final long SEED = Long.getLong("hostile.seed", System.nanoTime());

    private static final int SENDERS = 4;
    private static final int FRAMES_A_CONNECTION = 256;
    private static final int RESETS_ONE_OF = 8;

    /** A generous ceiling: a thousand frames a second. */
    private static final long BOUND_SECONDS = 60 + FRAMES / 1_000;

    private final LongAdder warnings = new LongAdder();

    @Test
    void shouldOutliveHostileFramesWithoutALeakOrAStuckConnection() throws Exception {
        try (TestServer server = TestServer.telling(Profile.REFERENCE, notice -> warnings.increment());
                HostileHome home = new HostileHome()) {
            CallHomeHandler worker = new CallHomeHandler(server.context, Engine.of("1"));
            server.register(GENERATE, worker);
            flood(server, home, SENDERS * FRAMES_A_CONNECTION * 20, SEED); // what is made once is there from here on
            requireGoodAnswer(server);
            awaitQuiet(server, worker);
            long descriptors = descriptors();
            int threads = threads();

            flood(server, home, FRAMES, SEED + SENDERS);

            requireGoodAnswer(server);
            awaitQuiet(server, worker);
            await().pollInSameThread()
                    .atMost(Tests.BOUND_SECONDS, TimeUnit.SECONDS)
                    .untilAsserted(() -> {
                        assertThat(descriptors())
                                .as("descriptors, those of connections among them")
                                .isLessThanOrEqualTo(descriptors);
                        assertThat(threads()).as("threads").isLessThanOrEqualTo(threads);
                    });
            assertThat(warnings.sum())
                    .as("requests that the worker refused, so that they came so far")
                    .isGreaterThan(FRAMES / 10);
        }
    }

    private static void flood(TestServer server, HostileHome home, long frames, long seed) throws Exception {
        AtomicLong left = new AtomicLong(frames);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                HostileFrames source =
                        new HostileFrames(seed + i, server.path(GENERATE), home.address(), home.addressOfNobody());
                ends.add(senders.submit((Callable<Void>) () -> {
                    while (left.getAndAdd(-FRAMES_A_CONNECTION) > 0) {
                        converse(server, source, seed);
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get(BOUND_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            senders.shutdownNow();
            assertThat(senders.awaitTermination(Tests.BOUND_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** Each frame that is one gets its acknowledgement, whatever comes last; then the server ends the connection. */
    private static void converse(TestServer server, HostileFrames source, long seed) throws IOException {
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        for (int i = 1; i < FRAMES_A_CONNECTION; i++) {
            burst.writeBytes(source.framed());
        }
        burst.writeBytes(source.unframed());
        try (RawConnection caller = server.connect()) {
            caller.send(burst.toByteArray());
            if (source.sometimes(RESETS_ONE_OF)) {
                caller.reset();
                return;
            }
            caller.halfClose();
            for (int i = 1; i < FRAMES_A_CONNECTION; i++) {
                caller.readAck();
            }
            caller.readToEnd();
        } catch (IOException e) {
            throw new IOException("with the seed " + seed, e);
        }
    }

    private static void requireGoodAnswer(TestServer server) throws IOException {
        try (ServerSocket home = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RawConnection caller = server.connect()) {
            byte[] path = server.path(GENERATE).getBytes(StandardCharsets.UTF_8);
            byte[] call = HostileFrames.call("127.0.0.1:" + home.getLocalPort());
            assertThat(caller.send(RawConnection.frame(path, new byte[0], call)).readAck())
                    .isEmpty();
            assertThat(HostileHome.heardAt(home)).contains(RawFrames.OK, RawFrames.dataJson("1"), RawFrames.FINAL);
        }
    }

    private static void awaitQuiet(TestServer server, CallHomeHandler worker) {
        await().atMost(Tests.BOUND_SECONDS, TimeUnit.SECONDS).untilAsserted(() -> {
            assertThat(server.server.inFlight()).as("requests at the server").isZero();
            assertThat(worker.metrics().inFlight()).as("requests at the worker").isZero();
        });
    }

    /** Returns how many descriptors the JVM has open; 0 where the system does not tell. */
    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
