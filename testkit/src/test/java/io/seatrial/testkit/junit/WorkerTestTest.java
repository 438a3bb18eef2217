package io.seatrial.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;

import io.seatrial.response.Engine;
import io.seatrial.settings.TcpSettings;
import io.seatrial.testkit.cluster.Cluster;
import io.seatrial.testkit.forged.ForgedCases;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerTestTest {

    /** Tests as somebody writes them. */
    static final class Written {
        @BeforeEach
        void serve(Cluster cluster) {
            cluster.serveEverywhere("who", i -> Engine.of(String.valueOf(i)));
        }

        @WorkerTest(workers = 4, transport = "tcp")
        void shouldCallWorkersOnSockets(Cluster cluster) {
            assertThat(cluster.workers()).hasSize(4);
            assertThat(cluster.call("who", 3, "{}")).isEqualTo(List.of("3"));
        }

        @WorkerTest(workers = 3, processes = 1, network = "simulated", profile = "dynamo-1.0", seed = 9)
        void shouldCallWorkersInVirtualTime(Cluster cluster) {
            assertThat(cluster.worker(2).process()).isSameAs(cluster.worker(0).process());
            assertThat(cluster.call("who", 2, "{}")).isEqualTo(List.of("2"));
        }

        @WorkerTest(workers = 1, variables = "DYN_TCP_MAX_MESSAGE_SIZE=4711")
        void shouldConfigureWorkers(Cluster cluster) {
            assertThat(cluster.worker(0).worker().manager().config().settings().get(TcpSettings.MAX_MESSAGE_SIZE))
                    .isEqualTo(4711);
        }

        @WorkerTest(workers = 1, network = "simulated")
        void shouldLeaveATimer(Cluster cluster) {
            cluster.worker(0).process().io().scheduler().schedule(() -> {}, 1, TimeUnit.HOURS);
        }

        @WorkerTest(workers = 1, network = "simulated")
        void shouldLeaveAThread(Cluster cluster) {
            ForgedCases.UNRULY.startThread("forged-thread");
        }
    }

    /** Annotations that cannot be meant. */
    static final class Wrong {
        @WorkerTest(workers = 0)
        void shouldHaveNoWorkers(Cluster cluster) {}

        @WorkerTest(network = "lopback")
        void shouldHaveNoNetwork(Cluster cluster) {}

        @WorkerTest(variables = "x")
        void shouldHaveNoVariable(Cluster cluster) {}
    }

    @AfterEach
    void releaseWhatWasKept() throws Exception {
        ForgedCases.UNRULY.release();
    }

    @Test
    void shouldHandEachTestAClusterOfItsOwn() {
        JUnitRun run = JUnitRun.of(Written.class);

        assertThat(run.names()).hasSize(5);
        assertThat(run.result("shouldCallWorkersOnSockets").getThrowable()).isEmpty();
        assertThat(run.result("shouldCallWorkersInVirtualTime").getThrowable()).isEmpty();
        assertThat(run.result("shouldConfigureWorkers").getThrowable()).isEmpty();
        assertThat(run.thrown("shouldLeaveATimer"))
                .hasMessageContaining("After the test: ")
                .hasMessageContaining("1 timers");
        assertThat(run.thrown("shouldLeaveAThread")).hasMessageContaining("forged-thread");
    }

    @Test
    void shouldSayWhatIsWrongWithAnAnnotation() {
        JUnitRun run = JUnitRun.of(Wrong.class);

        assertThat(run.thrown("shouldHaveNoWorkers")).hasMessageContaining("0 workers");
        assertThat(run.thrown("shouldHaveNoNetwork")).hasMessageContaining("unknown network 'lopback'");
        assertThat(run.thrown("shouldHaveNoVariable")).hasMessageContaining("expected NAME=value");
        assertThat(run.status("shouldHaveNoNetwork")).isEqualTo(FAILED);
    }
}
