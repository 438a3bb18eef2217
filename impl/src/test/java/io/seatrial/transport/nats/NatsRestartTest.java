package io.seatrial.transport.nats;

import static io.seatrial.serving.Tests.GENERATE;
import static io.seatrial.transport.nats.TestPlane.acknowledged;
import static io.seatrial.transport.nats.TestPlane.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.NatsSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is restarted under load: subscriptions come back, nothing hangs, and each request ends once. */
@NeedsNatsServer
class NatsRestartTest {

    private static final int IN_FLIGHT = 64;

    private final Map<Integer, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean(true);

    @ParameterizedTest
    @EnumSource
    void shouldEndEachRequestOnceThoughTheServerComesAndGoes(Profile profile) {
        TestHandler handler = TestHandler.quick();
        try (NatsServerProcess nats = NatsServerProcess.start();
                TestPlane worker = TestPlane.with(profile, TestPlane.settings(nats));
                TestPlane caller = TestPlane.with(
                        profile, TestPlane.settings(nats, NatsSettings.REQUEST_TIMEOUT, Duration.ofSeconds(2)))) {
            NatsServer server = worker.server();
            register(server, GENERATE, handler);
            RequestPlaneClient client = caller.client();
            String subject = server.publishedAddress(GENERATE).value();
            acknowledged(caller.send(client, subject, "first"));
            for (int each = 0; each < IN_FLIGHT; each++) {
                load(caller, client, subject);
            }
            for (int each = 0; each < 3; each++) {
                int before = answered.get();
                await().atMost(TestLink.CEILING).until(() -> answered.get() > before + 1_000);
                if (each == 1) {
                    nats.stop();
                } else {
                    nats.kill();
                }
                nats.restart();
            }
            int before = answered.get();
            await().atMost(TestLink.CEILING).until(() -> answered.get() > before + 1_000);
            running.set(false);
            await().atMost(TestLink.CEILING).until(() -> answered.get() + failed.get() == next.get());

            assertThat(outcomes.values()).allMatch(count -> count.get() == 1);
            assertThat(new HashSet<>(handler.payloads))
                    .as("no request ran twice")
                    .hasSize(handler.payloads.size());
            assertThat(handler.payloads.size()).isGreaterThanOrEqualTo(answered.get());
            await().atMost(TestLink.CEILING).until(() -> server.inFlight() == 0);
            acknowledged(caller.send(client, subject, "last"));
        }
    }

    private void load(TestPlane caller, RequestPlaneClient client, String subject) {
        if (!running.get()) {
            return;
        }
        int number = next.getAndIncrement();
        caller.send(client, subject, "request " + number).whenComplete((body, failure) -> {
            outcomes.computeIfAbsent(number, none -> new AtomicInteger()).incrementAndGet();
            (failure == null ? answered : failed).incrementAndGet();
            caller.link.io.scheduler().execute(() -> load(caller, client, subject));
        });
    }
}
