package io.seatrial.scenarios.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.PlaneMode;
import io.seatrial.scenarios.cli.SeatrialProcess;
import io.seatrial.scenarios.peer.NatsServers;
import io.seatrial.testkit.backend.OwnBackend;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process with a thousand requests under way is killed by SIGKILL in their midst. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc counts descriptors")
class KilledCallerTest {

    private static final Duration CEILING = Duration.ofSeconds(120);
    private static final int REQUESTS = 1000;

    /** What a JVM may open meanwhile for itself: jars, a selector. */
    private static final int ITS_OWN = 5;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void shouldLeaveNothingAtTheWorker(String transport) throws Exception {
        requireNothingLeft(MeetingPoint.in(directory, PlaneMode.parse(transport)));
    }

    @Test
    void shouldLeaveNothingAtTheWorkerOverNats() throws Exception {
        try (OwnBackend nats = NatsServers.start()) {
            requireNothingLeft(MeetingPoint.at(nats.info().url()));
        }
    }

    private static void requireNothingLeft(MeetingPoint where) throws Exception {
        try (ServingProcess worker = ServingProcess.start(where)) {
            callOnce(where);
            int before = worker.process().descriptors() + worker.inFlight("slow");
            killInTheMidst(worker, where);
            await("the end of what the killed caller asked for")
                    .atMost(CEILING)
                    .until(() ->
                            worker.inFlight("slow") == 0 && worker.process().descriptors() <= before + ITS_OWN);
            callOnce(where);

            worker.process().terminate();
            assertThat(worker.process().awaitExit(CEILING))
                    .as(worker.process().errors())
                    .isZero();
            assertThat(worker.process().errors())
                    .contains("drained, 0 requests were in flight")
                    .doesNotContain("LEAK", "\tat ");
        }
    }

    /** Some answers run, and others have not begun. */
    private static void killInTheMidst(ServingProcess worker, MeetingPoint where) throws Exception {
        String requests = Integer.toString(REQUESTS);
        try (SeatrialProcess caller = SeatrialProcess.startIn(
                where.variables(),
                where.command(
                        "call",
                        "seat/demo/slow",
                        "--data",
                        "100000",
                        "--requests",
                        requests,
                        "--concurrency",
                        requests))) {
            await("half of the requests").atMost(CEILING).until(() -> worker.requests("slow") >= REQUESTS / 2);
            caller.kill();
        }
    }

    private static void callOnce(MeetingPoint where) throws Exception {
        try (SeatrialProcess caller =
                SeatrialProcess.startIn(where.variables(), where.command("call", "seat/demo/count", "--data", "1"))) {
            assertThat(caller.awaitExit(CEILING)).as(caller.errors()).isZero();
            assertThat(caller.output()).containsExactly("{\"data\":\"0\"}");
        }
    }
}
