package io.seatrial.testkit;

import io.netty.buffer.ByteBufAllocator;
import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.MemoryDiscovery;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.check.HistoryCheck;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.ledger.Closers;
import io.seatrial.testkit.network.HostGroup;
import io.seatrial.testkit.network.ObservedIo;
import io.seatrial.testkit.observed.Recorder;
import io.seatrial.testkit.probe.NatsProbe;
import io.seatrial.testkit.probe.Probes;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.time.Waits;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a trial consists of and what becomes of it: hosts, processes, raw connections, buffers. The runner opens one for each run of a case,
 * gives its {@link #trial()} to the case, and closes it.
 */
public final class TrialWorld {

    /** One broken promise often breaks others, once for each request. */
    private static final int MOST_VIOLATIONS = 5;

    private final TrialSetup setup;
    private final Waits waits;
    private final Trial trial;
    private final Random random;
    private final HostGroup hosts;
    private final Closers closers = new Closers();
    private final Map<String, TrialProcess> processes = new LinkedHashMap<>();
    private final List<RecordingHandler> handlers = new ArrayList<>();
    private final Queue<OwnBackend> ownBackends = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final HistoryCheck check = new HistoryCheck();
    private final ObservedIo ownIo;
    private final Probes probes;
    private @Nullable MemoryDiscovery memory;

    private TrialWorld(TrialSetup setup) {
        this.setup = setup;
        this.waits = setup.waits();
        this.random = new Random(setup.seed());
        waits.network().history().observe(check::accept);
        this.hosts = new HostGroup(waits);
        this.ownIo = hosts.openForOnlooker("case", Notices.log());
        this.probes = new Probes(ownIo, waits);
        this.trial = new Trial(setup, this);
    }

    /** Opens a world. Called on the thread that runs the case. */
    public static TrialWorld open(TrialSetup setup) {
        return new TrialWorld(setup);
    }

    /** Returns what the case is given. */
    public Trial trial() {
        return trial;
    }

    /**
     * Closes everything in reverse order, waits until nothing is left of it, and returns what went wrong or stayed. Called on the thread
     * that ran the case.
     */
    public List<CaseFailure> close() {
        handlers.forEach(RecordingHandler::releaseAll);
        List<CaseFailure> findings = new ArrayList<>();
        waits.network()
                .undo()
                .forEach(left -> findings.add(
                        CaseFailure.of("what the case did to the network", "nothing left", "left " + left)));
        findings.addAll(closers.closeAll(waits));
        processes.values().forEach(process -> findings.addAll(process.unfinished()));
        findings.addAll(hosts.leftovers());
        findings.addAll(judged());
        findings.addAll(hosts.close());
        return findings;
    }

    /** Waits until every request has ended, and returns what the history then shows to be broken. */
    private List<CaseFailure> judged() {
        Duration quiescence = waits.budget().stretched(waits.budget().quiescence());
        waits.network().runUntil(() -> check.underWay() == 0, quiescence);
        waits.network().history().record("trial", new Fact.Over());
        return check.violations().stream()
                .limit(MOST_VIOLATIONS)
                .map(one -> one.overdue()
                        ? CaseFailure.timeout(one.subject(), one.expected(), one.actual())
                        : CaseFailure.history(one.subject(), one.expected(), one.actual()))
                .toList();
    }

    /** Cuts everything, from another thread, when the case was given up. */
    public void abandon() {
        hosts.abandon();
        ownBackends.forEach(OwnBackend::close);
    }

    RandomGenerator random() {
        return random;
    }

    ByteBufAllocator allocator() {
        return hosts.allocator();
    }

    NetworkIo ownIo() {
        return ownIo;
    }

    TrialProcess process(String name) {
        TrialProcess known = processes.get(name);
        return known == null ? newProcess(name) : known;
    }

    TrialProcess newProcess(String name) {
        String unique = name;
        for (int i = 2; processes.containsKey(unique); i++) {
            unique = name + "-" + i;
        }
        NoticeBoard notices = new NoticeBoard(unique, waits.network().history());
        ObservedIo io = hosts.open(unique, notices);
        Recorder recorder = new Recorder(unique, waits.network().history(), numbers);
        TrialProcess process = TrialProcess.open(unique, setup, io, notices, closers, recorder);
        processes.put(unique, process);
        return process;
    }

    RecordingHandler handler() {
        RecordingHandler handler = new RecordingHandler();
        handlers.add(handler);
        return handler;
    }

    TrialBackends backends() {
        return new TrialBackends(setup, this);
    }

    OwnBackend adopted(OwnBackend backend) {
        ownBackends.add(backend);
        closers.add(backend.info().toString(), () -> {
            backend.close();
            return CompletableFuture.completedFuture(null);
        });
        return backend;
    }

    CompletionStage<WireProbe> connect(InetSocketAddress remote) {
        return probes.connect(remote).thenApply(this::adopted);
    }

    CompletionStage<RawListener> listen(int port) {
        InetSocketAddress local = new InetSocketAddress(ownIo.localHost(), port);
        return probes.listen(local, this::adopted).thenApply(listener -> {
            closers.add("a raw listener", listener::close);
            return listener;
        });
    }

    private WireProbe adopted(WireProbe probe) {
        closers.add(probe.toString(), probe::close);
        return probe;
    }

    NatsProbe nats(String url) {
        NatsProbe probe = NatsProbe.connect(url, waits);
        closers.add("a connection of the case to NATS", probe::close);
        return probe;
    }

    Discovery store() {
        if (memory == null) {
            memory = MemoryDiscovery.create(ownIo.scheduler(), Notices.log());
        }
        MemoryDiscovery participant = memory.join();
        closers.add("a participant of the store", participant::close);
        return participant;
    }

    Path directory() {
        Path made = TempDirectory.create();
        closers.add("directory " + made, () -> TempDirectory.remove(made));
        return made;
    }

    Set<Integer> listeningPorts() {
        Set<Integer> asked = new TreeSet<>();
        processes.values().forEach(process -> process.bound().forEach(address -> asked.add(address.getPort())));
        return waits.network().listeningPorts().map(this::withoutOwn).orElse(asked);
    }

    private Set<Integer> withoutOwn(Set<Integer> all) {
        Set<Integer> others = new TreeSet<>(all);
        ownIo.boundAddresses().forEach(address -> others.remove(address.getPort()));
        return others;
    }
}
