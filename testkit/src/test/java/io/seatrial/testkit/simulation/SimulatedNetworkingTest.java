package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SimulatedNetworkingTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final ChannelTuning PLAIN = ChannelTuning.NO_DELAY;

    private final Probe accepted = new Probe();
    private final Probe caller = new Probe();

    @Test
    void shouldGiveMachinesWithAddressesOfTheirOwnPortsAndLoopbacksOfTheirOwn() throws ExecutionException {
        try (SimulatedWorld world = SimulatedWorld.open(3)) {
            NetworkIo one = world.node("one", "10.0.0.1");
            NetworkIo two = world.node("two", "10.0.0.2");
            InetSocketAddress loopback = new InetSocketAddress("127.0.0.1", 7000);
            Listener onOne = world.await(one.listen(loopback, channel -> {}, PLAIN), BOUND);
            Listener onTwo = world.await(two.listen(new InetSocketAddress("0.0.0.0", 7000), this::probe, PLAIN), BOUND);
            assertThat(one.localHost()).isEqualTo("10.0.0.1");
            assertThat(failure(world, connect(two, new InetSocketAddress("10.0.0.1", 7000))))
                    .as("it listens on loopback only")
                    .isInstanceOf(ConnectException.class);
            Channel channel = world.await(connect(one, new InetSocketAddress("10.0.0.2", 7000)), BOUND);
            assertThat(((InetSocketAddress) channel.localAddress()).getHostString())
                    .isEqualTo("10.0.0.1");
            channel.close();
            world.runUntil(accepted::isInactive, BOUND);
            world.await(onOne.close(), BOUND);
            world.await(onTwo.close(), BOUND);
        }
    }

    @Test
    void shouldTimeOutOnAMachineThatIsNotThere() throws ExecutionException {
        try (SimulatedWorld world = SimulatedWorld.open(3)) {
            NetworkIo node = world.node("node", "10.0.0.1");
            Throwable failure = failure(world, connect(node, new InetSocketAddress("10.0.0.9", 7000)));
            assertThat(failure).isInstanceOf(ConnectTimeoutException.class).hasMessageContaining("after 5000 ms");
            assertThat(world.elapsed()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void shouldHoldWhatThePolicyHoldsAndCarryItWhenResumed() throws ExecutionException {
        Gate gate = new Gate();
        try (SimulatedWorld world = SimulatedWorld.open(3, gate)) {
            NetworkIo server = world.node("server");
            NetworkIo client = world.node("client");
            Listener listener =
                    world.await(server.listen(new InetSocketAddress("127.0.0.1", 0), this::probe, PLAIN), BOUND);
            world.await(client.connect(listener.address(), caller, ConnectOptions.within(BOUND, PLAIN)), BOUND);
            gate.shut = true;
            caller.send("held");
            world.runFor(Duration.ofMinutes(1));
            assertThat(accepted.received()).isZero();
            assertThat(failure(world, connect(client, listener.address()))).isInstanceOf(ConnectTimeoutException.class);
            gate.shut = false;
            world.resume();
            world.runUntil(() -> accepted.text().equals("held"), BOUND);
            caller.channel().close();
            world.runUntil(accepted::isInactive, BOUND);
            world.await(listener.close(), BOUND);
        }
    }

    @Test
    void shouldTellBothSidesOfAResetOnTheWay() throws ExecutionException {
        try (SimulatedWorld world = SimulatedWorld.open(3)) {
            Listener listener = connectPair(world);
            assertThat(world.reset(link -> link.from().equals("nobody"))).isZero();
            assertThat(world.reset(link -> link.name().equals("client->server#1")))
                    .isEqualTo(1);
            world.runUntil(() -> accepted.isInactive() && caller.isInactive(), BOUND);
            assertThat(accepted.events()).containsExactly("active", "reset", "inactive");
            assertThat(caller.events()).containsExactly("active", "reset", "inactive");
            world.await(listener.close(), BOUND);
        }
    }

    @Test
    void shouldSplitAndMergeWhatIsWritten() throws ExecutionException {
        List<Long> chunks = new ArrayList<>();
        try (SimulatedWorld world = SimulatedWorld.open(3)) {
            Listener listener = connectPair(world);
            List<Integer> reads = new ArrayList<>();
            accepted.channel().pipeline().addFirst(new ReadSizes(reads));
            world.observe(event -> {
                if (event.kind() == WorldEvent.Kind.CHUNK) {
                    chunks.add(event.amount());
                }
            });
            for (int i = 0; i < 200; i++) {
                caller.send("0123456789");
                world.runFor(Duration.ofNanos(50_000));
            }
            world.runUntil(() -> accepted.received() == 2000, BOUND);
            assertThat(accepted.text()).isEqualTo("0123456789".repeat(200));
            assertThat(chunks).as("splits").anyMatch(bytes -> bytes < 10);
            assertThat(reads).as("merges").anyMatch(bytes -> bytes > 10);
            assertThat(reads).as("an end in the middle of a write").anyMatch(bytes -> bytes % 10 != 0);
            caller.channel().close();
            world.runUntil(accepted::isInactive, BOUND);
            world.await(listener.close(), BOUND);
        }
    }

    @Test
    void shouldNameChannelsListenersAndBuffersThatAreLeft() throws ExecutionException {
        SimulatedWorld world = SimulatedWorld.open(3);
        connectPair(world);
        accepted.channel().alloc().buffer(100, 100);
        assertThatThrownBy(world::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("listener of server")
                .hasMessageContaining("connection opened by client")
                .hasMessageContaining("connection client->server#1 accepted by server")
                .hasMessageContaining("100 bytes of buffers not released");
        assertThat(caller.isInactive()).as("closed all the same").isTrue();
    }

    @Test
    void shouldLoseNothingOfAMegabyteThroughSmallWindows() throws ExecutionException {
        try (SimulatedWorld world = SimulatedWorld.open(3)) {
            Listener listener = connectPair(world);
            String text = "abcdefghijklmnop".repeat(65_536);
            caller.send(text);
            caller.channel().write(Unpooled.EMPTY_BUFFER);
            caller.send("!");
            world.runUntil(() -> accepted.received() == text.length() + 1, Duration.ofMinutes(5));
            assertThat(accepted.text()).isEqualTo(text + "!");
            caller.channel().close();
            world.runUntil(accepted::isInactive, BOUND);
            world.await(listener.close(), BOUND);
        }
    }

    private Listener connectPair(SimulatedWorld world) throws ExecutionException {
        NetworkIo server = world.node("server");
        NetworkIo client = world.node("client");
        Listener listener =
                world.await(server.listen(new InetSocketAddress("127.0.0.1", 0), this::probe, PLAIN), BOUND);
        world.await(client.connect(listener.address(), caller, ConnectOptions.within(BOUND, PLAIN)), BOUND);
        world.runUntil(accepted::isOpened, BOUND);
        return listener;
    }

    private void probe(Channel channel) {
        channel.pipeline().addLast(accepted);
    }

    private static CompletionStage<Channel> connect(NetworkIo from, InetSocketAddress to) {
        return from.connect(to, new Probe(), ConnectOptions.within(Duration.ofSeconds(5), PLAIN));
    }

    private static Throwable failure(SimulatedWorld world, CompletionStage<?> stage) {
        Throwable thrown = catchThrowable(() -> world.await(stage, BOUND));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    /** Holds everything while it is shut. */
    private static final class Gate implements LinkPolicy {
        private boolean shut;

        @Override
        public int segmentBytes(Link link, int waiting, RandomGenerator random) {
            return LinkPolicy.healthy().segmentBytes(link, waiting, random);
        }

        @Override
        public long latencyNanos(Link link, int bytes, RandomGenerator random) {
            return shut ? HELD : LinkPolicy.healthy().latencyNanos(link, bytes, random);
        }
    }
}
