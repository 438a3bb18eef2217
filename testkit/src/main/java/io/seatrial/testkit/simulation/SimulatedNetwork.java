package io.seatrial.testkit.simulation;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.history.Fnv64;
import io.seatrial.testkit.history.History;
import io.seatrial.testkit.ledger.Account;
import io.seatrial.testkit.ledger.OpenThings;
import io.seatrial.testkit.network.Host;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.network.Preparation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A simulated world as a case sees it. The history holds what happened on the links beside what the case and the plane did, and ends with
 * the hash of the world, which also covers when which number of tasks ran.
 */
public final class SimulatedNetwork implements Network {

    /** Tasks that are started at once begin within this span, so that some overtake others. */
    private static final long TOGETHER_NANOS = 200_000;

    private final SimulatedWorld world;
    private final History history;
    private final SeededRandom order;
    private @Nullable String standstill;

    private SimulatedNetwork(long seed, LinkPolicy policy) {
        world = SimulatedWorld.open(seed, policy);
        history = History.start(world::nanoTime);
        order = SeededRandom.stream(seed, "concurrently");
        world.observe(this::record);
    }

    /** Opens a network without hosts. */
    public static SimulatedNetwork open(long seed, LinkPolicy policy) {
        return new SimulatedNetwork(seed, policy);
    }

    /** Opens simulated networks with healthy links. */
    public static final class Provider implements NetworkProvider {
        /** Creates the provider, for {@link java.util.ServiceLoader}. */
        public Provider() {}

        @Override
        public NetworkKind kind() {
            return NetworkKind.SIMULATED;
        }

        /** Carries one connection: the first use of addresses makes the JDK open a descriptor that it keeps. */
        @Override
        public void prepare() {
            Network network = open(0);
            Preparation.carryOneConnection(network);
            network.close();
        }

        @Override
        public Network open(long seed) {
            return SimulatedNetwork.open(seed, LinkPolicy.healthy());
        }
    }

    private void record(WorldEvent event) {
        if (event.kind() != WorldEvent.Kind.TASKS) {
            String content = event.contentHash() == 0 ? "" : " " + Fnv64.hex(event.contentHash());
            history.record(event.subject(), event.kind().name().toLowerCase(Locale.ROOT), event.amount() + content);
        }
    }

    /** Returns the world, for what only a simulation can do. */
    public SimulatedWorld world() {
        return world;
    }

    @Override
    public NetworkKind kind() {
        return NetworkKind.SIMULATED;
    }

    @Override
    public boolean deterministic() {
        return true;
    }

    @Override
    public long nanoTime() {
        return world.nanoTime();
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Host openHost(String name, Notices notices) {
        NetworkIo io = world.node(name);
        return new Host() {
            @Override
            public NetworkIo io() {
                return io;
            }

            /** From another thread this does nothing: then the case was given up, and its world ends with its thread. */
            @Override
            public CompletionStage<Void> close() {
                if (world.loop().inEventLoop()) {
                    world.cut(name);
                }
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    @Override
    public boolean await(CompletionStage<?> stage, Duration bound) {
        return runUntil(stage.toCompletableFuture()::isDone, bound);
    }

    /** If nothing is scheduled, the time passes at once, and {@link #standstill} says so. */
    @Override
    public boolean runUntil(BooleanSupplier condition, Duration bound) {
        long limit = world.nanoTime() + bound.toNanos();
        WorldRun.End end = world.run(condition, bound);
        boolean idle = end == WorldRun.End.NOTHING_SCHEDULED;
        standstill = idle ? "deadlock: nothing scheduled since " + world.elapsed() + " of virtual time" : null;
        if (!idle) {
            return end == WorldRun.End.DONE;
        }
        world.passUntil(limit);
        return condition.getAsBoolean();
    }

    @Override
    public Optional<String> standstill() {
        return Optional.ofNullable(standstill);
    }

    @Override
    public <T> List<CompletableFuture<T>> concurrently(int n, IntFunction<? extends CompletionStage<T>> task) {
        List<CompletableFuture<T>> results = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            CompletableFuture<T> result = new CompletableFuture<>();
            results.add(result);
            int index = i;
            world.loop()
                    .schedule(() -> start(index, task, result), order.nextLong(TOGETHER_NANOS), TimeUnit.NANOSECONDS);
        }
        return results;
    }

    private static <T> void start(
            int index, IntFunction<? extends CompletionStage<T>> task, CompletableFuture<T> result) {
        try {
            task.apply(index).whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        } catch (Throwable thrown) { // the caller judges it, whatever it is
            result.completeExceptionally(thrown);
        }
    }

    @Override
    public void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public Optional<Set<Integer>> listeningPorts() {
        return Optional.of(world.fabric().listeners().stream()
                .map(listening -> listening.address().getPort())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Timers that handlers set on the event loop of their channel: no view of a process sees them. */
    @Override
    public List<Account> accounts() {
        OpenThings timers = new OpenThings("timers on event loops");
        world.loop().timers().forEach(timers::opened);
        return List.of(timers);
    }

    @Override
    public void close() {
        history.record("world", "end", world.hashHex() + " " + world.progress());
        world.end();
    }
}
