package io.seatrial.scenarios.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.scenarios.cli.SeatrialProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Many requests between two processes; run by the profile {@code long}. */
@Tag("long")
@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc counts descriptors")
class HundredThousandRequestsTest {

    private static final Duration CEILING = Duration.ofSeconds(120);
    private static final Duration LOAD_CEILING = Duration.ofMinutes(10);
    private static final int REQUESTS = 100_000;

    @TempDir
    Path directory;

    @Test
    void shouldReachTheWorkerOnceEachAndBeAnsweredOnceEach() throws Exception {
        try (SeatrialProcess worker = SeatrialProcess.startProgram(CountingWorker.class, directory.toString())) {
            worker.awaitLine(CEILING);
            int before = worker.descriptors();

            try (SeatrialProcess caller = SeatrialProcess.start(
                    "call",
                    "seat/demo/counted",
                    "--discovery",
                    "file:" + directory,
                    "--requests",
                    Integer.toString(REQUESTS),
                    "--concurrency",
                    "64")) {
                assertThat(caller.awaitExit(LOAD_CEILING)).as(caller.errors()).isZero();
                assertThat(caller.output())
                        .singleElement()
                        .asString()
                        .startsWith("requests=" + REQUESTS + " items=" + REQUESTS + " errors=0 ");
            }

            await("the end of the caller's connections")
                    .atMost(CEILING)
                    .until(() -> worker.descriptors() <= before + 5);
            worker.enterLine();
            assertThat(worker.awaitExit(CEILING)).as(worker.errors()).isZero();
            assertThat(worker.output()).last().isEqualTo("seen=" + REQUESTS + " distinct=" + REQUESTS + " inFlight=0");
            assertThat(worker.errors()).doesNotContain("LEAK");
        }
    }
}
