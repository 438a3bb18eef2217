package io.seatrial.scenarios.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.scenarios.peer.NatsServers;
import io.seatrial.testkit.backend.OwnBackend;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One of two worker processes is killed by SIGKILL under load, and comes back under the same identity. The caller is never started again,
 * and has no help from time: what it passes over comes back by what discovery says, and so ends what waits for the killed worker.
 */
class KilledWorkerTest {

    private static final Map<String, String> WITHOUT_TIMES =
            Map.of("DYN_RUNTIME_INHIBITED_DURATION_SECS", "3600", "SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "0");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void shouldEndEachRequestOnceAndFindTheWorkerAtItsNewPort(String transport) throws Exception {
        MeetingPoint where = MeetingPoint.in(directory, PlaneMode.parse(transport));
        try (TwoWorkersUnderLoad load = new TwoWorkersUnderLoad(where, WITHOUT_TIMES)) {
            String before = load.first().place();
            killFirst(load);
            load.first().worker().restartElsewhere();
            assertThat(load.first().place()).isNotEqualTo(before);
            requireBothCalled(load);
        }
    }

    /** That a worker is back where it was is news only when its entry has gone. */
    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void shouldEndEachRequestOnceAndFindTheWorkerAtItsOldPort(String transport) throws Exception {
        MeetingPoint where = MeetingPoint.in(directory, PlaneMode.parse(transport));
        try (TwoWorkersUnderLoad load = new TwoWorkersUnderLoad(where, WITHOUT_TIMES)) {
            String before = load.first().place();
            killFirst(load);
            load.awaitAnnounced(load.second());
            load.first().worker().restart();
            assertThat(load.first().place()).isEqualTo(before);
            requireBothCalled(load);
        }
    }

    /** On NATS a worker always comes back where it was. */
    @Test
    void shouldEndEachRequestOnceAndFindTheWorkerAtItsSubject() throws Exception {
        try (OwnBackend nats = NatsServers.start();
                TwoWorkersUnderLoad load =
                        new TwoWorkersUnderLoad(MeetingPoint.at(nats.info().url()), WITHOUT_TIMES)) {
            killFirst(load);
            load.awaitAnnounced(load.second());
            load.first().worker().restart();
            requireBothCalled(load);
        }
    }

    private static void killFirst(TwoWorkersUnderLoad load) {
        assertThat(load.failures()).isZero();
        load.first().worker().kill();
        load.awaitAvailable(load.second());
        assertThat(load.awaitFurtherReplies())
                .as("failures of what began when the router passed over the killed worker")
                .isEmpty();
    }

    private static void requireBothCalled(TwoWorkersUnderLoad load) {
        load.awaitAvailable(load.first(), load.second());
        load.awaitCalled(load.first(), load.second());
        OneOutcomeEach.in(load.end());
        assertThat(load.failures()).as("requests that were under way").isPositive();
        assertThat(load.anyCallerFailedTwice())
                .as("whoever hears of a failure calls the other worker next")
                .isFalse();
    }
}
