package io.seatrial.scenarios.outage;

import static org.awaitility.Awaitility.await;

import io.seatrial.scenarios.peer.NatsServers;
import io.seatrial.testkit.backend.OwnBackend;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The NATS server, which carries requests and entries, crashes under load and is started again; nobody else is. */
class RestartedNatsServerTest {

    private static final Duration CEILING = Duration.ofSeconds(120);
    private static final Map<String, String> PASS_OVER_SHORTLY = Map.of("DYN_RUNTIME_INHIBITED_DURATION_SECS", "1");

    @Test
    void shouldEndEachRequestOnceAndReachEveryWorkerAgain() throws Exception {
        try (OwnBackend nats = NatsServers.start();
                TwoWorkersUnderLoad load =
                        new TwoWorkersUnderLoad(MeetingPoint.at(nats.info().url()), PASS_OVER_SHORTLY)) {
            for (int outage = 0; outage < 2; outage++) {
                int before = load.failures();
                nats.kill();
                await("a request that the outage fails").atMost(CEILING).until(() -> load.failures() > before);
                nats.start();
                load.awaitCalled(load.first(), load.second());
            }
            load.awaitAnnounced(load.first(), load.second());
            OneOutcomeEach.in(load.end());
        }
    }
}
