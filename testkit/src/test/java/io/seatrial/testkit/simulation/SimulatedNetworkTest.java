package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.network.Host;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.time.Budget;
import io.seatrial.testkit.time.Waits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {

    private static final Duration BOUND = Duration.ofSeconds(5);

    private final SimulatedNetwork network = SimulatedNetwork.open(9, LinkPolicy.healthy());

    @Test
    void shouldBeFoundByItsKind() {
        assertThat(Networks.load().find(NetworkKind.SIMULATED)).isPresent();
        assertThat(Networks.load().unavailable(NetworkKind.SIMULATED)).isEmpty();
        assertThat(network.deterministic()).isTrue();
    }

    @Test
    void shouldSayDeadlockToTheCaseThatWaits() {
        Waits waits = new Waits(network, Budget.DEFAULT);
        long before = network.nanoTime();
        assertThatThrownBy(() -> waits.outcome("the answer", new CompletableFuture<>()))
                .isInstanceOf(CaseFailure.class)
                .hasMessageContaining("the answer")
                .hasMessageContaining("deadlock: nothing scheduled since PT0S of virtual time");
        assertThat(network.nanoTime()).as("the bound has passed").isGreaterThan(before);
        waits.mustNotHappen(Duration.ofHours(1), "something", () -> false);
    }

    @Test
    void shouldTellAStageThatIsLateFromADeadlock() {
        NetworkIo io = network.openHost("host", Notices.log()).io();
        CompletableFuture<Void> late = new CompletableFuture<>();
        io.scheduler().schedule(() -> late.complete(null), 6, TimeUnit.SECONDS);
        assertThat(network.await(late, BOUND)).isFalse();
        assertThat(network.standstill()).isEmpty();
        assertThat(network.await(late, BOUND)).isTrue();
        assertThat(network.await(CompletableFuture.failedFuture(new IllegalStateException()), BOUND))
                .as("it has completed; how is for the caller to see")
                .isTrue();
    }

    @Test
    void shouldStartConcurrentTasksInAnOrderOfTheSeed() {
        List<Integer> order = startOrder(1);
        assertThat(order).hasSize(20).isEqualTo(startOrder(1)).isNotEqualTo(startOrder(2));
        assertThat(order)
                .containsOnlyOnceElementsOf(order)
                .isNotEqualTo(order.stream().sorted().toList());
    }

    private static List<Integer> startOrder(long seed) {
        SimulatedNetwork fresh = SimulatedNetwork.open(seed, LinkPolicy.healthy());
        List<Integer> order = new ArrayList<>();
        var results = fresh.concurrently(20, i -> {
            order.add(i);
            return CompletableFuture.completedFuture(i);
        });
        results.forEach(result -> assertThat(fresh.await(result, BOUND)).isTrue());
        return order;
    }

    @Test
    void shouldFailTheStageOfATaskThatThrows() {
        var results = network.concurrently(1, i -> {
            throw new IllegalStateException("no");
        });
        assertThat(network.await(results.get(0), BOUND)).isTrue();
        assertThat(results.get(0)).isCompletedExceptionally();
    }

    @Test
    void shouldSeePortsConnectionsAndTimersAndEndTheHistoryWithTheHashOfTheWorld() {
        Probe accepted = new Probe();
        Probe caller = new Probe();
        Host server = network.openHost("server", Notices.log());
        Host client = network.openHost("client", Notices.log());
        var listening = server.io()
                .listen(
                        new InetSocketAddress("127.0.0.1", 0),
                        channel -> channel.pipeline().addLast(accepted),
                        ChannelTuning.NO_DELAY);
        assertThat(network.await(listening, BOUND)).isTrue();
        Listener listener = listening.toCompletableFuture().join();
        assertThat(network.listeningPorts())
                .hasValueSatisfying(ports ->
                        assertThat(ports).containsExactly(listener.address().getPort()));
        network.await(
                client.io().connect(listener.address(), caller, ConnectOptions.within(BOUND, ChannelTuning.NO_DELAY)),
                BOUND);
        network.runUntil(accepted::isOpened, BOUND);

        assertThat(network.accounts().get(0).open()).isEmpty();
        accepted.channel().eventLoop().schedule(() -> {}, 1, TimeUnit.HOURS);
        assertThat(network.accounts().get(0).open()).hasSize(1);

        network.reset(caller.channel());
        network.runUntil(accepted::isInactive, BOUND);
        assertThat(accepted.events()).containsExactly("active", "reset", "inactive");
        network.await(server.close(), BOUND);
        assertThat(network.listeningPorts())
                .hasValueSatisfying(ports -> assertThat(ports).isEmpty());
        network.close();
        List<Event> events = network.history().events();
        assertThat(events).extracting(Event::kind).contains("listen", "connect", "accept", "reset", "unlisten");
        assertThat(events.get(events.size() - 1).detail())
                .startsWith(network.world().hashHex())
                .contains("connections=1");
    }

    @Test
    void shouldCutWhatAHostHasOpenWhenItIsClosed() {
        Probe accepted = new Probe();
        Probe caller = new Probe();
        Host server = network.openHost("server", Notices.log());
        Host client = network.openHost("client", Notices.log());
        var connected = server.io()
                .listen(
                        new InetSocketAddress("127.0.0.1", 0),
                        channel -> channel.pipeline().addLast(accepted),
                        ChannelTuning.NO_DELAY)
                .thenCompose(listener -> client.io()
                        .connect(listener.address(), caller, ConnectOptions.within(BOUND, ChannelTuning.NO_DELAY)));
        network.await(connected, BOUND);
        network.runUntil(accepted::isOpened, BOUND);
        network.await(client.close(), BOUND);
        network.runUntil(accepted::isInactive, BOUND);
        assertThat(accepted.events()).containsExactly("active", "reset", "inactive");
    }
}
