package io.seatrial.testkit.simulation;

import io.netty.util.NetUtil;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.history.Fnv64;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A network in memory with any number of processes, in virtual time, on the thread that opened it. Everything that happens in it is
 * decided by its seed: two worlds of one seed that are driven alike do the same, and have the same {@link #hash}.
 *
 * <pre>{@code
 * try (SimulatedWorld world = SimulatedWorld.open(7)) {
 *     NetworkIo server = world.node("server");
 *     NetworkIo client = world.node("client");
 *     Listener listener = world.await(server.listen(…), Duration.ofSeconds(1));
 *     …
 * }
 * }</pre>
 *
 * <p>Nothing happens unless the world is run: {@link #await}, {@link #runUntil}, {@link #runFor}. Not safe for use from another thread,
 * which it refuses.
 */
public final class SimulatedWorld implements AutoCloseable {

    /** What is still under way when the world is closed has this much virtual time to end. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private static final InetAddress LOOPBACK = NetUtil.LOCALHOST4;

    private final long seed;
    private final VirtualClock clock = new VirtualClock();
    private final WorldRecorder recorder = new WorldRecorder(clock);
    private final Channels channels = new Channels();
    private final SimulationLoop loop = new SimulationLoop(clock);
    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    private final Fabric fabric;
    private boolean closed;

    private SimulatedWorld(long seed, LinkPolicy policy, SocketTransport sockets) {
        this.seed = seed;
        this.fabric = new Fabric(seed, loop, clock, policy, sockets, recorder);
    }

    /** Opens a world with a healthy network. */
    public static SimulatedWorld open(long seed) {
        return open(seed, LinkPolicy.healthy());
    }

    /** Opens a world whose channels are like the sockets that production takes. */
    public static SimulatedWorld open(long seed, LinkPolicy policy) {
        return open(seed, policy, SocketTransport.best());
    }

    /**
     * Opens a world.
     *
     * @param sockets which sockets the channels are like where the two differ: epoll notices the end of a connection that is not read from
     */
    public static SimulatedWorld open(long seed, LinkPolicy policy, SocketTransport sockets) {
        return new SimulatedWorld(
                seed, Objects.requireNonNull(policy, "policy"), Objects.requireNonNull(sockets, "sockets"));
    }

    /** Adds a process on the machine that all processes without an address share; it is reached at 127.0.0.1. */
    public NetworkIo node(String name) {
        return node(name, fabric.host(LOOPBACK));
    }

    /**
     * Adds a process on a machine of its own, or on the one that has the address already.
     *
     * @param address an IP literal, e.g. {@code 10.0.0.1}; 127.0.0.1 is then this machine alone
     */
    public NetworkIo node(String name, String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            throw new IllegalArgumentException("Not an IP literal: " + address);
        }
        try {
            return node(name, fabric.host(InetAddress.getByAddress(bytes)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an IP literal: " + address, e);
        }
    }

    private NetworkIo node(String name, Host host) {
        loop.requireOwner();
        SimulatedNode node = new SimulatedNode(name, host, fabric, channels);
        if (nodes.putIfAbsent(name, node) != null) {
            throw new IllegalArgumentException("There is a process " + name + " already");
        }
        return node;
    }

    /** Returns the seed. */
    public long seed() {
        return seed;
    }

    /** Returns which sockets the channels are like. */
    public SocketTransport sockets() {
        return fabric.sockets();
    }

    /** Returns the virtual time; every world begins at 2000-01-01T00:00:00Z. */
    public Instant now() {
        return clock.now();
    }

    /** Returns the virtual time since the world began. */
    public Duration elapsed() {
        return Duration.ofNanos(clock.elapsedNanos());
    }

    /**
     * Runs the world until a stage completes.
     *
     * @param bound the most virtual time that may pass
     * @return the value of the stage
     * @throws ExecutionException if the stage failed, with its cause
     * @throws StuckException if the time is up, or if nothing is left to do
     */
    public <T> T await(CompletionStage<T> stage, Duration bound) throws ExecutionException {
        var future = stage.toCompletableFuture();
        runUntil(future::isDone, bound);
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at a stage that is complete", e);
        }
    }

    /**
     * Runs the world until a condition holds. It is looked at between two instants, not between two tasks of one instant.
     *
     * @param bound the most virtual time that may pass
     * @throws StuckException if the time is up, or if nothing is left to do
     */
    public void runUntil(BooleanSupplier condition, Duration bound) {
        switch (run(condition, bound)) {
            case DONE -> {
                // as asked for
            }
            case TIME_UP -> throw stuck("not there after " + bound + " of virtual time");
            case NOTHING_SCHEDULED -> throw stuck("deadlock: nothing scheduled");
        }
    }

    /** Runs the world for a time. Work that is due exactly at its end is done. */
    public void runFor(Duration time) {
        long end = clock.nanoTime() + time.toNanos();
        run(() -> false, time);
        passUntil(end); // when there is nothing to do, time passes all the same
    }

    /** Lets time pass in which nothing is scheduled. */
    void passUntil(long nanoTime) {
        clock.advanceTo(nanoTime);
    }

    long nanoTime() {
        loop.requireOwner();
        return clock.nanoTime();
    }

    SimulationLoop loop() {
        return loop;
    }

    Fabric fabric() {
        return fabric;
    }

    /** Runs the world until a condition holds, and says how that ended. */
    WorldRun.End run(BooleanSupplier condition, Duration bound) {
        return WorldRun.until(condition, clock.nanoTime() + bound.toNanos(), loop, clock, recorder);
    }

    private StuckException stuck(String how) {
        return new StuckException(how + " at " + clock.describe() + ", seed " + seed + "; open: " + leftovers());
    }

    /** Asks the {@link LinkPolicy} again about everything that it held. */
    public void resume() {
        loop.requireOwner();
        fabric.resume();
    }

    /**
     * Resets connections, as a box in the middle does: both sides are told, and what was on its way is lost.
     *
     * @param forward chooses connections by their direction from the process that opened them
     * @return how many
     */
    public int reset(Predicate<Link> forward) {
        loop.requireOwner();
        return fabric.reset(forward);
    }

    /** Shows every event to an observer from now on. */
    public void observe(Consumer<WorldEvent> observer) {
        recorder.observe(observer);
    }

    /** Returns a hash of all events so far with their times, the same for the same seed on every JDK. */
    public long hash() {
        return recorder.hash();
    }

    /** Returns {@link #hash} as 16 digits of lower-case hex. */
    public String hashHex() {
        return Fnv64.hex(hash());
    }

    /** Returns how much has happened so far. */
    public Progress progress() {
        return recorder.progress();
    }

    /** Describes what is open: channels, listeners, timers, and the size of buffers that were not released. */
    public List<String> leftovers() {
        List<String> all = new ArrayList<>(channels.leftovers());
        all.addAll(loop.timers().values());
        return all;
    }

    /**
     * Ends the world. Closes that are under way have 10 s of virtual time to end.
     *
     * @throws AssertionError if something is left then; it is closed all the same
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        run(() -> leftovers().isEmpty(), SETTLE);
        List<String> left = leftovers();
        end();
        if (!left.isEmpty()) {
            throw new AssertionError("Left in the world of seed " + seed + ": " + String.join("; ", left));
        }
    }

    /** Cuts everything that a process has open. */
    void cut(String node) {
        channels.cut(Objects.requireNonNull(nodes.get(node), node));
    }

    /** Closes everything that is left, without a judgement. */
    @SuppressWarnings("deprecation") // the graceful shutdown of Netty sleeps in real time until virtual time has passed
    void end() {
        closed = true;
        nodes.values().forEach(channels::cut);
        loop.runDue();
        loop.shutdown();
        loop.runDue();
    }
}
