package io.seatrial.scenarios.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.scenarios.peer.NatsServers;
import io.seatrial.testkit.backend.OwnBackend;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One of two worker processes is stopped by SIGSTOP under load: its sockets stay and take requests, and nobody answers. Then it goes on with
 * all that it was sent meanwhile, also for callers that have given up.
 */
@Tag("long")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class StoppedWorkerTest {

    /** On a loaded machine a worker that runs may be as slow for a while; it is passed over then, too, and comes back. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "DYN_TCP_REQUEST_TIMEOUT", "5",
            "DYN_HTTP_REQUEST_TIMEOUT", "5",
            "DYN_NATS_REQUEST_TIMEOUT_SECS", "5",
            "DYN_RUNTIME_INHIBITED_DURATION_SECS", "5");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void shouldBePassedOverAndComeBackWithOneOutcomeForEachRequest(String transport) throws Exception {
        stopAndResume(MeetingPoint.in(directory, PlaneMode.parse(transport)));
    }

    @Test
    void shouldBePassedOverAndComeBackWithOneOutcomeForEachRequestOverNats() throws Exception {
        try (OwnBackend nats = NatsServers.start()) {
            stopAndResume(MeetingPoint.at(nats.info().url()));
        }
    }

    /** First until requests to it time out, then until discovery has given it up as well. */
    private static void stopAndResume(MeetingPoint where) throws Exception {
        try (TwoWorkersUnderLoad load = new TwoWorkersUnderLoad(where, IMPATIENT)) {
            load.first().worker().stop();
            load.awaitAvailable(load.second());
            assertThat(load.failed())
                    .as("requests to the stopped worker")
                    .hasAtLeastOneElementOfType(PlaneException.RequestTimeout.class)
                    .hasOnlyElementsOfTypes(
                            PlaneException.RequestTimeout.class,
                            PlaneException.Disconnected.class,
                            PlaneException.NoInstances.class);
            load.awaitCalled(load.second());
            load.first().worker().resume();
            load.awaitCalled(load.first(), load.second());

            load.first().worker().stop();
            load.awaitAnnounced(load.second());
            load.first().worker().resume();
            load.awaitCalled(load.first(), load.second());
            OneOutcomeEach.in(load.end());
        }
    }
}
