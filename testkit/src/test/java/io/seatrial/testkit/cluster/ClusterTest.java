package io.seatrial.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.response.Engine;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.LoopbackNetwork;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.simulation.SimulatedNetwork;
import io.seatrial.testkit.time.Budget;
import io.seatrial.testkit.time.Waits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {

    private static final Budget SHORT =
            new Budget(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(1), Calibration.NONE);

    private static Cluster open(String network, int workers, int processes) {
        Network opened = network.equals("simulated") ? new SimulatedNetwork.Provider().open(7) : new LoopbackNetwork();
        ClusterSetup setup = new ClusterSetup(workers, processes, PlaneMode.TCP, Profile.REFERENCE, Map.of());
        return Cluster.open(setup, new Waits(opened, SHORT));
    }

    private static Engine answering(int worker) {
        return Engine.of("\"worker " + worker + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loopback", "simulated"})
    void shouldCallWorkersInTurnOrByName(String network) {
        Cluster cluster = open(network, 3, 3);
        cluster.serveEverywhere("who", ClusterTest::answering);

        assertThat(Stream.generate(() -> cluster.call("who", "{}").get(0)).limit(3))
                .containsExactlyInAnyOrder("\"worker 0\"", "\"worker 1\"", "\"worker 2\"");
        assertThat(cluster.call("who", 1, "{}")).containsExactly("\"worker 1\"");
        assertThat(cluster.close()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loopback", "simulated"})
    void shouldDealWorkersOutToProcesses(String network) {
        Cluster cluster = open(network, 4, 2);
        cluster.serveEverywhere("a/b/who", ClusterTest::answering);

        assertThat(cluster.worker(0).process()).isSameAs(cluster.worker(2).process());
        assertThat(cluster.worker(0).process()).isNotSameAs(cluster.worker(1).process());
        assertThat(cluster.workers().stream()
                        .map(worker -> worker.process().port(PlaneMode.TCP).get())
                        .distinct())
                .as("one port for each process")
                .hasSize(2);
        assertThat(cluster.close()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loopback", "simulated"})
    void shouldPassAWorkerOverThatHasLeft(String network) {
        Cluster cluster = open(network, 2, 2);
        cluster.serveEverywhere("who", ClusterTest::answering);

        assertThat(cluster.worker(0).close()).isEqualTo(DrainReport.IDLE);

        assertThat(cluster.call("who", "{}")).containsExactly("\"worker 1\"");
        assertThat(cluster.close()).isEmpty();
    }

    @Test
    void shouldTellWhatIsLeft() {
        Cluster cluster = open("loopback", 1, 1);
        cluster.worker(0).process().io().scheduler().schedule(() -> {}, 1, TimeUnit.HOURS);

        assertThat(cluster.close())
                .singleElement()
                .satisfies(finding -> assertThat(finding).hasMessageContaining("left 1 timers"));
    }

    @Test
    void shouldNotWaitForEverForAnAnswer() {
        Cluster cluster = open("simulated", 1, 1);
        CompletableFuture<Flow.Publisher<byte[]>> answer = new CompletableFuture<>();
        Engine silent = (context, request) -> answer;
        cluster.worker(0).serve("silent", silent.neverBlocking());

        assertThatThrownBy(() -> cluster.call("silent", "{}")).hasMessageContaining("the answer of silent");
        answer.completeExceptionally(new IllegalStateException("given up"));
        assertThat(cluster.close()).isEmpty();
    }

    @Test
    void shouldRefuseASetupThatMakesNoSense() {
        assertThatThrownBy(() -> new ClusterSetup(2, 3, PlaneMode.TCP, Profile.REFERENCE, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 workers in 3 processes");
        assertThatThrownBy(() -> ClusterSetup.of(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
