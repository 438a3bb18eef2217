package io.seatrial.transport.tcp;

import static io.seatrial.transport.tcp.ClientUnderTest.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.ClientStats;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.TcpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many callers at once: everyone gets its own answer, and the counts agree (dynamo-tcp.md 6.7: 75; dynamo-manager.md 7.9: 151). */
class ClientConcurrencyTest {

    private static final int CALLERS = 32;
    private static final int REQUESTS_EACH = 300;

    private final ScriptedServer server = ScriptedServer.start();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void leaveNothing() {
        callers.shutdownNow();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldGiveEveryCallerItsOwnAnswer(Profile profile) throws Exception {
        server.echoAll();
        try (ClientUnderTest client = crowded(profile)) {
            AtomicLong bytes = new AtomicLong();
            run(caller -> {
                for (int i = 0; i < REQUESTS_EACH; i++) {
                    String payload = caller + "/" + i + "x".repeat(i % 7 == 0 ? 5000 : 0);
                    bytes.addAndGet(payload.length());
                    assertThat(ClientUnderTest.answer(client.send(server.address(), payload)))
                            .isEqualTo(payload);
                }
            });
            ClientStats stats = client.client.stats();
            assertThat(stats.requestsSent()).isEqualTo((long) CALLERS * REQUESTS_EACH);
            assertThat(stats.responsesReceived()).isEqualTo(stats.requestsSent());
            assertThat(stats.errors()).isZero();
            assertThat(stats.bytesSent()).isEqualTo(bytes.get());
            assertThat(stats.bytesReceived()).isEqualTo(bytes.get());
            if (profile.isReference()) {
                assertThat(client.io.connects()).isLessThanOrEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldAnswerOrFailEveryRequestWhileConnectionsBreak(Profile profile) throws Exception {
        breakNowAndThen();
        try (ClientUnderTest client = crowded(profile)) {
            AtomicInteger answered = new AtomicInteger();
            AtomicInteger failed = new AtomicInteger();
            run(caller -> {
                for (int i = 0; i < REQUESTS_EACH; i++) {
                    String payload = caller + "/" + i;
                    CompletableFuture<byte[]> request = client.send(server.address(), payload);
                    if (i % 10 == 3) {
                        request.cancel(false);
                    }
                    try {
                        assertThat(request.get(60, TimeUnit.SECONDS)).isEqualTo(payload.getBytes(UTF_8));
                        answered.incrementAndGet();
                    } catch (CancellationException e) {
                        failed.incrementAndGet();
                    } catch (ExecutionException e) {
                        // A reset that overtakes the end of the connect is a failed connect, untyped in 1.0.x.
                        assertThat(e.getCause())
                                .isInstanceOfAny(PlaneException.CannotConnect.class, PlaneException.Untyped.class);
                        failed.incrementAndGet();
                    } catch (InterruptedException | TimeoutException e) {
                        throw new AssertionError("A request without an end", e);
                    }
                }
            });
            ClientStats stats = client.client.stats();
            assertThat(answered.get()).isPositive();
            assertThat(failed.get()).isGreaterThan(CALLERS * REQUESTS_EACH / 10 - 1);
            assertThat(stats.responsesReceived()).isEqualTo(answered.get());
            if (profile.isReference()) {
                assertThat(stats.errors()).isEqualTo(failed.get());
                assertThat(stats.requestsSent()).isEqualTo(stats.responsesReceived() + stats.errors());
            }
        }
    }

    @Test
    void shouldCountMonotonically() throws Exception {
        server.echoAll();
        try (ClientUnderTest client = crowded(Profile.REFERENCE)) {
            run(caller -> {
                ClientStats before = ClientStats.ZERO;
                for (int i = 0; i < REQUESTS_EACH; i++) {
                    ClientUnderTest.answer(client.send(server.address(), "x"));
                    ClientStats now = client.client.stats();
                    assertThat(now.requestsSent()).isGreaterThan(before.requestsSent());
                    assertThat(now.responsesReceived()).isGreaterThan(before.responsesReceived());
                    assertThat(now.bytesReceived()).isGreaterThan(before.bytesReceived());
                    before = now;
                }
            });
            ClientStats end = client.client.stats();
            assertThat(end.activeConnections()).isZero();
            assertThat(end.idleConnections()).isBetween(1, 3);
            assertThat(end.avgLatencyMicros()).isPositive();
        }
    }

    /** Serves a random number of requests on each connection, then ends it in one way or the other. */
    private void breakNowAndThen() {
        AtomicInteger connections = new AtomicInteger();
        server.serveEach(connection -> {
            int number = connections.incrementAndGet();
            int requests = new Random(number).nextInt(200);
            for (int i = 0; i < requests; i++) {
                connection.ack(connection.readFrame().payload());
            }
            if (number % 2 == 0) {
                connection.reset();
            } else {
                connection.close();
            }
        });
    }

    private static ClientUnderTest crowded(Profile profile) {
        return ClientUnderTest.of(
                profile, settings().with(TcpSettings.POOL_SIZE, 3).with(TcpSettings.CHANNEL_BUFFER, 4));
    }

    private void run(IntConsumer each) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            running.add(callers.submit(() -> {
                start.await();
                each.accept(caller);
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : running) {
            one.get(ScriptedServer.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
