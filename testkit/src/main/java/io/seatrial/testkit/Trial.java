package io.seatrial.testkit;

import io.netty.buffer.ByteBuf;
import io.seatrial.discovery.Discovery;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.expect.CaseSkipped;
import io.seatrial.testkit.history.History;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.probe.NatsProbe;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.StreamCaller;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.random.RandomGenerator;

/**
 * What a case is given: processes of the plane under test, a network, a clock, raw connections, and ways to wait that mean the same on
 * every network. Everything that a case opens through it is closed when the case ends, in reverse order, and nothing may be left.
 *
 * <p>A case waits only through a trial. It starts no threads, reads no clock and never sleeps; its handlers never block.
 */
public final class Trial extends TrialWaits {

    private final TrialSetup setup;
    private final TrialWorld world;

    Trial(TrialSetup setup, TrialWorld world) {
        super(setup, world);
        this.setup = setup;
        this.world = world;
    }

    /** Returns the rule that is tried. */
    public Rule rule() {
        return setup.rule();
    }

    /** Returns the profile in which it is tried. */
    public Profile profile() {
        return setup.profile();
    }

    /** Returns the transport on which it is tried. */
    public PlaneMode mode() {
        return setup.transport();
    }

    /** Returns the kind of network. */
    public NetworkKind network() {
        return setup.waits().network().kind();
    }

    /**
     * Returns a part that only some networks have, such as what injects faults on the way; ends the case as skipped if this one has none.
     *
     * @param type the interface under which it is known
     */
    public <T> T facility(Class<T> type) {
        return setup.waits()
                .network()
                .facility(type)
                .orElseThrow(() -> new CaseSkipped("the network '" + network() + "' has no " + type.getSimpleName()));
    }

    /** Returns the source of this case's randomness: the same for the same seed. */
    public RandomGenerator random() {
        return world.random();
    }

    /** Returns the network's time in nanoseconds, from an arbitrary origin. For order and for spans, not for upper bounds. */
    public long nanoTime() {
        return setup.waits().network().nanoTime();
    }

    /** Returns what has happened; a case adds to it what checkers or a reader of the report shall see. */
    public History history() {
        return setup.waits().network().history();
    }

    /** Ends the case as skipped unless the plane has a capability. Rules say what they need; this is for what only the case knows. */
    public void require(Capability capability) {
        if (!has(capability)) {
            throw new CaseSkipped("the plane does not declare '" + capability + "'");
        }
    }

    /** Returns whether the plane has a capability: for what a case can also look at where there is more to see. */
    public boolean has(Capability capability) {
        return setup.plane().capabilities().contains(capability);
    }

    /** Returns the variable of this transport that ends so: {@code RPC_PORT} gives {@code DYN_TCP_RPC_PORT}. */
    public String variable(String suffix) {
        return "DYN_" + mode().name().toUpperCase(Locale.ROOT) + "_" + suffix;
    }

    // Processes

    /** Returns the process in which the server lives, opened on the first call. */
    public TrialProcess process() {
        return world.process("worker");
    }

    /** Returns the process in which {@link #client()} lives, opened on the first call. */
    public TrialProcess callerProcess() {
        return world.process("caller");
    }

    /** Opens a further process. */
    public TrialProcess newProcess(String name) {
        return world.newProcess(name);
    }

    /** Makes a manager in {@link #process()}, from alternating names and values of variables. */
    public PlaneManager manager(String... variables) {
        return process().manager(variables);
    }

    /** Returns the server of {@link #process()}, started with the default configuration on the first call. */
    public RequestPlaneServer server() {
        return process().server();
    }

    /** Returns the client of {@link #callerProcess()}, made with the default configuration on the first call. */
    public RequestPlaneClient client() {
        return callerProcess().client();
    }

    // Requests

    /** Returns an identity {@code seat/demo/<endpoint>} with an instance id drawn from {@link #random()}. */
    public EndpointId endpoint(String endpoint) {
        return EndpointId.of("seat", "demo", endpoint, random().nextLong());
    }

    /** Returns a handler that keeps what it is given; what it still holds is released when the case ends. */
    public RecordingHandler handler() {
        return world.handler();
    }

    /** Returns bytes in a buffer that is counted: whoever takes it over and does not release it fails the case. */
    public ByteBuf buffer(byte[] bytes) {
        return world.allocator().buffer(bytes.length).writeBytes(bytes);
    }

    /** Registers a handler at {@link #server()} and returns where it is reached. */
    public InstanceAddress serve(EndpointId id, RequestHandler handler) {
        await("register of " + id, server().register(id, handler, HealthListener.NONE));
        return server().publishedAddress(id);
    }

    /** Sends a text through {@link #client()} without further headers. */
    public CompletionStage<byte[]> send(InstanceAddress to, String text) {
        return client().send(to, buffer(Bytes.utf8(text)), Map.of());
    }

    /** Returns the caller of response streams of {@link #callerProcess()}, opened on the first call. */
    public StreamCaller caller() {
        return callerProcess().caller();
    }

    /** Returns a publisher of these items, which then ends. {@link Items#open} makes one that the case feeds. */
    public Flow.Publisher<String> items(String... items) {
        return Items.of(List.of(items));
    }

    /** Subscribes to a stream and asks for nothing yet. */
    public <T> ItemProbe<T> subscribe(Flow.Publisher<T> publisher) {
        return ItemProbe.subscribe(publisher, setup.waits());
    }

    /** Returns the back ends that the case can have. */
    public TrialBackends backends() {
        return world.backends();
    }

    /** Opens a connection of the case's own to the NATS server that the run shares. */
    public NatsProbe nats() {
        return world.nats(backends().shared("nats").url());
    }

    // Discovery

    /** Makes a directory of this case's own, which is removed, with what is in it, when the case ends. */
    public Path directory() {
        return world.directory();
    }

    /** Opens a participant of the store of this case, in memory; it is closed when the case ends. */
    public Discovery store() {
        return world.store();
    }

    // The wire

    /** Opens a raw connection to where an instance was published. */
    public WireProbe probe(InstanceAddress address) {
        return probe(PlaneAddress.of(address).socket());
    }

    /** Opens a raw connection to a server. */
    public WireProbe probe(RequestPlaneServer server) {
        return probe(PlaneAddress.parse(server.address()).socket());
    }

    /** Opens a raw connection; fails the case if nobody listens there. */
    public WireProbe probe(InetSocketAddress remote) {
        return await("a connection to " + remote, connect(remote));
    }

    /** Opens a raw connection, or gives the failure of the socket API. */
    public CompletionStage<WireProbe> connect(InetSocketAddress remote) {
        return world.connect(remote);
    }

    /** Opens a raw listener that plays a worker or a caller. */
    public RawListener listenRaw() {
        return listenRaw(0);
    }

    /** Opens a raw listener on a given port, which also is a way to occupy it. */
    public RawListener listenRaw(int port) {
        return await("a raw listener on port " + port, world.listen(port));
    }

    /** Returns a port that was free a moment ago. */
    public int freePort() {
        RawListener listener = listenRaw();
        await("close of a raw listener", listener.close());
        return listener.port();
    }

    /**
     * Returns the ports that the plane under test listens on now, over all processes of this trial: as the system sees it where it tells,
     * else as the network was asked.
     */
    public Set<Integer> listeningPorts() {
        return world.listeningPorts();
    }
}
