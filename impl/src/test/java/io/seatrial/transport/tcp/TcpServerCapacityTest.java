package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.serving.Tests;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The process-wide queue and the limit on what runs at once (dynamo-tcp.md 2.4, 6.6). */
@ExtendWith(NoLeaks.class)
class TcpServerCapacityTest {

    private final TestHandler held = TestHandler.held();

    private static Settings capacity(int pool, int queue) {
        return TestServer.settings(TcpSettings.WORKER_POOL_SIZE, pool).with(TcpSettings.WORK_QUEUE_SIZE, queue);
    }

    private TestServer serving(Profile profile, int pool, int queue) {
        TestServer server = TestServer.start(profile, capacity(pool, queue));
        server.register(GENERATE, held);
        return server;
    }

    private void finishOne() {
        await().until(() -> !held.running.isEmpty());
        held.finishOne();
    }

    @Test
    void shouldRejectAtOnceWhenPoolAndQueueAreFullAndKeepTheConnection() throws IOException {
        try (TestServer server = serving(Profile.REFERENCE, 1, 1);
                RawConnection caller = server.connect()) {
            String path = server.path(GENERATE);
            assertThat(caller.send(path, "runs").readAck()).isEmpty();
            assertThat(caller.send(path, "waits").readAck()).isEmpty();
            assertThat(caller.send(path, "too many").readAck()).isEqualTo("Server overloaded: worker at capacity");
            finishOne();
            await().untilAsserted(() -> assertThat(held.payloads).containsExactly("runs", "waits"));
            assertThat(caller.send(path, "fits again").readAck()).isEmpty();
            finishOne();
            finishOne();
            await().until(() -> server.server.inFlight() == 0);
            assertThat(held.payloads).containsExactly("runs", "waits", "fits again");
        }
    }

    @Test
    void shouldAcknowledgePoolPlusOnePlusQueueInTheModelAndThenStopReading() throws IOException {
        try (TestServer server = serving(Profile.DYNAMO_1_0, 1, 1);
                RawConnection caller = server.connect()) {
            String path = server.path(GENERATE);
            for (int i = 0; i < 3; i++) {
                assertThat(caller.send(path, "r" + i).readAck()).isEmpty();
            }
            caller.send(path, "r3").send("nowhere", "x").send(path, "r4");
            await().until(() -> server.server.inFlight() == 4);
            assertThat(caller.hasUnread())
                    .as("the fourth, and all behind it, must wait")
                    .isFalse();
            finishOne();
            assertThat(caller.readAck()).isEmpty();
            assertThat(caller.readAck()).isEqualTo("Unknown endpoint: nowhere");
            assertThat(caller.hasUnread()).isFalse();
            finishOne();
            assertThat(caller.readAck()).isEmpty();
            for (int i = 0; i < 3; i++) {
                finishOne();
            }
            await().untilAsserted(() -> assertThat(held.payloads).containsExactly("r0", "r1", "r2", "r3", "r4"));
        }
    }

    @Test
    void shouldStallOnlyTheConnectionThatMeetsTheFullQueue() throws IOException {
        try (TestServer server = serving(Profile.DYNAMO_1_0, 1, 1);
                RawConnection first = server.connect();
                RawConnection second = server.connect()) {
            String path = server.path(GENERATE);
            for (int i = 0; i < 3; i++) {
                assertThat(first.send(path, "f" + i).readAck()).isEmpty();
            }
            first.send(path, "f3");
            await().until(() -> server.server.inFlight() == 4);
            assertThat(second.send("nowhere", "x").readAck()).isEqualTo("Unknown endpoint: nowhere");
            second.send(path, "s0");
            await().until(() -> server.server.inFlight() == 5);
            finishOne();
            assertThat(first.readAck()).as("who came first").isEmpty();
            assertThat(second.hasUnread()).isFalse();
            finishOne();
            assertThat(second.readAck()).isEmpty();
            for (int i = 0; i < 3; i++) {
                finishOne();
            }
        }
    }

    @Test
    void shouldStillAnswerAStalledPeerThatHasHalfClosed() throws IOException {
        try (TestServer server = serving(Profile.DYNAMO_1_0, 1, 1);
                RawConnection caller = server.connect()) {
            String path = server.path(GENERATE);
            for (int i = 0; i < 5; i++) {
                caller.send(path, "r" + i);
            }
            caller.halfClose();
            for (int i = 0; i < 5; i++) {
                assertThat(caller.readAck()).isEmpty();
                finishOne();
            }
            assertThat(caller.isAtEnd()).isTrue();
        }
    }

    @Test
    void shouldRunAStalledRequestThoughItsCallerHasGone() throws IOException {
        try (TestServer server = serving(Profile.DYNAMO_1_0, 1, 1)) {
            try (RawConnection caller = server.connect()) {
                for (int i = 0; i < 4; i++) {
                    caller.send(server.path(GENERATE), "r" + i);
                }
                await().until(() -> server.server.inFlight() == 4);
                caller.reset();
            }
            for (int i = 0; i < 4; i++) {
                finishOne();
            }
            assertThat(server.unregister(GENERATE).complete()).isTrue();
            assertThat(held.payloads).containsExactly("r0", "r1", "r2", "r3");
        }
    }

    @Test
    void shouldNeverRunMoreAtOnceThanThePoolAllows() throws IOException {
        CountDownLatch threeAtOnce = new CountDownLatch(3);
        TestHandler blocking = TestHandler.doing(any -> {
            threeAtOnce.countDown();
            try {
                threeAtOnce.await(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedFuture(null);
        });
        try (TestServer server = TestServer.start(Profile.REFERENCE, capacity(3, 1000));
                RawConnection caller = server.connect()) {
            server.register(GENERATE, blocking);
            for (int i = 0; i < 100; i++) {
                assertThat(caller.send(server.path(GENERATE), "r" + i).readAck())
                        .isEmpty();
            }
            await().until(() -> server.server.inFlight() == 0);
            assertThat(blocking.payloads).hasSize(100);
            assertThat(blocking.mostActive).hasValue(3);
        }
    }

    @Test
    void shouldHoldThePermitUntilTheHandlersStageEnds() throws IOException {
        try (TestServer server = serving(Profile.REFERENCE, 1, 10);
                RawConnection caller = server.connect()) {
            assertThat(caller.send(server.path(GENERATE), "streams").readAck()).isEmpty();
            assertThat(caller.send(server.path(GENERATE), "waits").readAck()).isEmpty();
            await().until(() -> !held.running.isEmpty());
            await().during(Duration.ofMillis(200)).until(() -> held.payloads.size() == 1);
            finishOne();
            finishOne();
            assertThat(held.mostActive).hasValue(1);
        }
    }

    @Test
    void shouldRunBlockingHandlersAwayFromTheEventLoops() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        TestHandler blocked = TestHandler.doing(any -> {
            try {
                end.await(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedFuture(null);
        });
        try (TestServer server = TestServer.reference();
                RawConnection caller = server.connect()) {
            server.register(GENERATE, blocked);
            for (int i = 0; i < 20; i++) {
                assertThat(caller.send(server.path(GENERATE), "x").readAck()).isEmpty();
            }
            end.countDown();
            await().until(() -> server.server.inFlight() == 0);
        }
    }
}
