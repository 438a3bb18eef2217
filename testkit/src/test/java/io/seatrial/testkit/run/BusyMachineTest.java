package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.reference.ReferencePlane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine that has no CPU to spare costs time, and may leave a case undecided, but it fails nobody. */
class BusyMachineTest {

    private final List<Thread> loops = new ArrayList<>();
    private volatile boolean spinning = true;

    @BeforeEach
    void keepEveryCpuBusy() {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread loop = new Thread(this::spin, "busy-loop-" + i);
            loop.setDaemon(true);
            loop.start();
            loops.add(loop);
        }
    }

    private void spin() {
        while (spinning) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void letGo() throws InterruptedException {
        spinning = false;
        for (Thread loop : loops) {
            loop.join();
        }
    }

    @Test
    void shouldFailNobodyForIt() {
        Selection selection = Selection.DEFAULT.withRules("SHARED-*", "PORT-*", "SERVER-0*");

        RunResult result = new CaseRunner(CaseCatalog.load(), Networks.load())
                .run(new ReferencePlane(), RunOptions.of(selection, 3), RunListener.NONE);

        assertThat(result.results())
                .filteredOn(one -> one.verdict() instanceof Verdict.Failed)
                .extracting(CaseResult::run, CaseResult::verdict)
                .isEmpty();
        assertThat(result.summary().passed()).isPositive();
    }
}
