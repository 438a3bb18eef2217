package io.seatrial.transport.nats;

import static io.seatrial.serving.Tests.GENERATE;
import static io.seatrial.transport.nats.TestPlane.acknowledged;
import static io.seatrial.transport.nats.TestPlane.failure;
import static io.seatrial.transport.nats.TestPlane.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.NatsSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** So many requests run, so many wait, and what comes beyond is told, in a form that every caller understands. */
@NeedsNatsServer
class NatsCapacityTest {

    private static NatsServerProcess nats;

    @BeforeAll
    static void start() {
        nats = NatsServerProcess.start();
    }

    @AfterAll
    static void stop() {
        nats.close();
    }

    private static Settings small() {
        return TestPlane.settings(nats).with(NatsSettings.WORKER_POOL_SIZE, 1).with(NatsSettings.WORK_QUEUE_SIZE, 1);
    }

    @Test
    void shouldRefuseWhatFindsNoRoom() {
        TestHandler held = TestHandler.held();
        try (TestPlane plane = TestPlane.with(Profile.REFERENCE, small());
                TestPlane model = TestPlane.model(nats)) {
            NatsServer server = plane.server();
            RequestPlaneClient client = plane.client();
            register(server, GENERATE, held);
            String subject = server.publishedAddress(GENERATE).value();
            acknowledged(plane.send(client, subject, "runs"));
            acknowledged(plane.send(client, subject, "waits"));

            assertThat(failure(plane.send(client, subject, "refused")))
                    .isInstanceOf(PlaneException.Overloaded.class)
                    .hasMessage("Server overloaded: worker at capacity");
            assertThat(failure(model.send(model.client(), subject, "refused")))
                    .as("what a caller of 1.0.x sees: it does not wait for an answer that never comes")
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("NATS request to " + subject + " failed")
                    .hasRootCauseMessage("no responders: no responders");
            await().atMost(TestLink.CEILING).until(() -> !held.running.isEmpty());
            held.finishOne();
            await().atMost(TestLink.CEILING).until(() -> !held.running.isEmpty());
            acknowledged(plane.send(client, subject, "has room"));
            held.finishOne();
            await().atMost(TestLink.CEILING).until(() -> !held.running.isEmpty());
            held.finishOne();
            assertThat(held.payloads).containsExactly("runs", "waits", "has room");
            assertThat(held.mostActive).hasValue(1);
        }
    }

    @Test
    void shouldTakeEverythingInTheModel() {
        TestHandler held = TestHandler.held();
        try (TestPlane plane = TestPlane.with(Profile.DYNAMO_1_0, small())) {
            NatsServer server = plane.server();
            RequestPlaneClient client = plane.client();
            register(server, GENERATE, held);
            for (int each = 0; each < 50; each++) {
                acknowledged(
                        plane.send(client, server.publishedAddress(GENERATE).value(), "x"));
            }
            await().atMost(TestLink.CEILING).until(() -> held.running.size() == 50);
            held.running.forEach(each -> each.complete(null));
        }
    }
}
