package io.seatrial.testkit;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.CaseSkipped;
import io.seatrial.testkit.ledger.Closers;
import io.seatrial.testkit.network.ObservedIo;
import io.seatrial.testkit.observed.ObservedProcess;
import io.seatrial.testkit.observed.Recorder;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.spi.StreamCaller;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One process of the plane under test, with what the testkit knows of it from outside: what it binds, connects and tells its operator.
 */
public final class TrialProcess {

    private static final String[] NO_GRACE = {"DYN_GRACEFUL_SHUTDOWN_GRACE_PERIOD_SECS", "0"};

    private final String name;
    private final TrialSetup setup;
    private final ObservedIo io;
    private final NoticeBoard notices;
    private final Tracked tracked;
    private final PlaneProcess process;
    private @Nullable PlaneManager defaultManager;
    private @Nullable RequestPlaneServer defaultServer;
    private @Nullable RequestPlaneClient defaultClient;
    private @Nullable StreamCaller defaultCaller;

    private TrialProcess(
            String name, TrialSetup setup, ObservedIo io, NoticeBoard notices, Tracked tracked, PlaneProcess process) {
        this.name = name;
        this.setup = setup;
        this.io = io;
        this.notices = notices;
        this.tracked = tracked;
        this.process = process;
    }

    static TrialProcess open(
            String name, TrialSetup setup, ObservedIo io, NoticeBoard notices, Closers closers, Recorder recorder) {
        PlaneProcess opened = setup.plane().openProcess(new ProcessSetup(name, io, notices));
        PlaneProcess process = new ObservedProcess(name, opened, recorder);
        closers.add("process " + name, process::close);
        return new TrialProcess(name, setup, io, notices, new Tracked(name, closers), process);
    }

    /**
     * Makes a manager of the trial's transport, from alternating names and values of variables. Those that lead to the run's back ends
     * ({@code NATS_SERVER} on NATS) are there unless they are given.
     */
    public PlaneManager manager(String... namesAndValues) {
        Map<String, String> variables = setup.variables();
        variables.putAll(ManagerSetup.variables(namesAndValues));
        return manager(new ManagerSetup(variables, setup.profile(), Optional.of(setup.transport())));
    }

    /** Makes a manager whose transport the variables decide. It is given these variables and no others. */
    public PlaneManager managerFrom(Map<String, String> variables) {
        return manager(new ManagerSetup(variables, setup.profile(), Optional.empty()));
    }

    /** Makes a manager. Its clients are closed when the case ends. */
    public PlaneManager manager(ManagerSetup managerSetup) {
        return tracked.manager(process.manager(managerSetup));
    }

    /** Returns the manager with the default configuration. */
    public PlaneManager defaultManager() {
        if (defaultManager == null) {
            defaultManager = manager();
        }
        return defaultManager;
    }

    /** Returns the server, started by {@link #defaultManager()} on the first call. */
    public RequestPlaneServer server() {
        if (defaultServer == null) {
            defaultServer = setup.waits()
                    .value("start of the server of " + name, defaultManager().server());
        }
        return defaultServer;
    }

    /** Returns a client of {@link #defaultManager()}, the same at each call. */
    public RequestPlaneClient client() {
        if (defaultClient == null) {
            defaultClient = defaultManager().createClient();
        }
        return defaultClient;
    }

    /** Returns a caller of response streams of {@link #defaultManager()}, the same at each call. */
    public StreamCaller caller() {
        if (defaultCaller == null) {
            defaultCaller = defaultManager().openCaller();
        }
        return defaultCaller;
    }

    /** Returns the port that the process published for the trial's transport; throws what the plane throws if there is none. */
    public int publishedPort() {
        return publishedPort(setup.transport());
    }

    /** Returns the port that the process published for a transport. */
    public int publishedPort(PlaneMode mode) {
        return process.publishedPort(mode);
    }

    /** Tries to publish a port for the trial's transport. Returns whether it was taken. */
    public boolean publishPort(int port) {
        return process.publishPort(setup.transport(), port);
    }

    /** Returns what the process told its operator, in order. */
    public List<Notice> notices() {
        needs(Capability.NOTICES);
        return notices.all();
    }

    /** Returns what the process told its operator at a level, in order. */
    public List<Notice> notices(Level level) {
        return notices().stream().filter(notice -> notice.level() == level).toList();
    }

    /** Returns the addresses that the process tried to bind, in order, also in vain. */
    public List<InetSocketAddress> bindAttempts() {
        needs(Capability.NETWORK_IO);
        return io.binds();
    }

    /** Returns the number of connections that the process tried to open. */
    public int connectAttempts() {
        needs(Capability.NETWORK_IO);
        return io.connects();
    }

    /** Returns the number of channels that are open: accepted and connected ones. */
    public int openChannels() {
        needs(Capability.NETWORK_IO);
        return io.channels().open().size();
    }

    /**
     * Sets what happens before each bind: the bind waits for the stage that the function gives for the address, and fails with what the
     * stage fails with. A slow or failing bind is made so.
     */
    public void beforeBind(Function<InetSocketAddress, CompletionStage<Void>> hook) {
        needs(Capability.NETWORK_IO);
        io.beforeBind(hook);
    }

    /**
     * Makes a worker of the trial's transport that publishes in a store, from alternating names and values of variables. It is shut down
     * when the case ends. Its grace period is 0 unless it is given.
     */
    public PlaneRuntime runtime(Discovery store, String... namesAndValues) {
        Map<String, String> variables = setup.variables();
        variables.putAll(ManagerSetup.variables(NO_GRACE));
        variables.putAll(ManagerSetup.variables(namesAndValues));
        ManagerSetup managerSetup = new ManagerSetup(variables, setup.profile(), Optional.of(setup.transport()));
        return tracked.runtime(process.runtime(managerSetup, store));
    }

    /** Opens a participant of the file store in a directory; it is closed when the case ends. */
    public Discovery fileDiscovery(Path root) {
        return tracked.discovery(process.fileDiscovery(root));
    }

    /**
     * Opens a participant of the store in a key-value bucket of a NATS server; it is closed when the case ends. Blocks while it connects.
     *
     * @param url of the server
     */
    public Discovery natsDiscovery(String url, String bucket, Duration timeToLive) {
        ManagerSetup managerSetup = ManagerSetup.of(setup.transport(), setup.profile(), "NATS_SERVER", url);
        return tracked.discovery(process.natsDiscovery(managerSetup, bucket, timeToLive));
    }

    /** Closes the process now; the end of the case closes it otherwise. */
    public CompletionStage<DrainReport> close() {
        return process.close();
    }

    /** Returns the addresses that the process listens on now: servers, and callers of response streams once they have called. */
    public Set<InetSocketAddress> listeners() {
        needs(Capability.NETWORK_IO);
        return io.boundAddresses();
    }

    Set<InetSocketAddress> bound() {
        return io.boundAddresses();
    }

    /** Returns what the plane itself still counts as under way after it was closed. */
    List<CaseFailure> unfinished() {
        return tracked.unfinished();
    }

    private void needs(Capability capability) {
        if (!setup.plane().capabilities().contains(capability)) {
            throw new CaseSkipped("the plane does not declare '" + capability + "'");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
