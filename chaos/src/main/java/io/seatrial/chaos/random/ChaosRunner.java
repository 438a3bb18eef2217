package io.seatrial.chaos.random;

import io.seatrial.chaos.backend.BackendKind;
import io.seatrial.chaos.backend.BackendResolver;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.backend.BackendPool;
import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.machine.Machine;
import io.seatrial.testkit.machine.StallMonitor;
import io.seatrial.testkit.run.GuardedPlane;
import io.seatrial.testkit.run.Verdict;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes random runs against a plane, one after the other, and survives each. For one thread. */
public final class ChaosRunner implements AutoCloseable {

    /** A wait may take as long as a system to converge; a run, as several waits. */
    private static final Budget BUDGET =
            new Budget(Duration.ofSeconds(20), Duration.ofSeconds(120), Duration.ofSeconds(5), Calibration.NONE);

    private final GuardedPlane plane;
    private final ChaosOptions options;
    private final BackendPool backends = Backends.load().pool();
    private final @Nullable Resolution<? extends Backend> toxiproxy;
    private final StallMonitor stalls = StallMonitor.start();

    private ChaosRunner(GuardedPlane plane, ChaosOptions options, @Nullable Resolution<? extends Backend> toxiproxy) {
        this.plane = plane;
        this.options = options;
        this.toxiproxy = toxiproxy;
    }

    /** Opens a runner; looks for a Toxiproxy server, or starts one, if the options ask for its proxies. */
    public static ChaosRunner open(PlaneUnderTest plane, ChaosOptions options, Map<String, String> environment) {
        return new ChaosRunner(
                GuardedPlane.of(plane),
                options,
                options.engine() == Engine.TOXIPROXY
                        ? BackendResolver.of(BackendKind.TOXIPROXY, environment).open()
                        : null);
    }

    /** Makes all runs. */
    public ChaosReport run(ChaosListener listener) {
        long begun = Machine.nanoTime();
        Calibration calibration = Calibration.measure();
        listener.begun(options.numbers().size(), calibration);
        told().forEach(listener::noted);
        RunExecution execution = new RunExecution(plane, engines(), backends, stalls, BUDGET.with(calibration));
        List<ChaosResult> results = new ArrayList<>();
        for (int number : options.numbers()) {
            ChaosPlan plan = options.plan(number);
            Optional<String> obstacle = obstacle(plan);
            if (obstacle.isEmpty()) {
                listener.started(number, plan);
            }
            String command = options.command(number, plan);
            ChaosResult result = obstacle.map(reason -> new ChaosResult(
                            number,
                            plan,
                            new Verdict.Skipped(reason),
                            Duration.ZERO,
                            List.of(),
                            Timeline.NONE,
                            command))
                    .orElseGet(() -> execution.run(number, plan, command));
            listener.finished(result);
            results.add(result);
        }
        return new ChaosReport(
                plane.name(),
                plane.version(),
                options,
                calibration,
                taken(),
                Duration.ofNanos(Machine.nanoTime() - begun),
                results);
    }

    private Engines engines() {
        return toxiproxy == null ? Engines.embedded() : Engines.toxiproxy(this::api);
    }

    private InetSocketAddress api() {
        URI api = URI.create(server().orElseThrow().url());
        return new InetSocketAddress(api.getHost(), api.getPort());
    }

    private Optional<BackendInfo> server() {
        return toxiproxy == null ? Optional.empty() : toxiproxy.found().map(Backend::info);
    }

    /** Returns why a plan cannot be carried out here. */
    private Optional<String> obstacle(ChaosPlan plan) {
        Optional<String> noServer = toxiproxy == null ? Optional.empty() : toxiproxy.obstacle();
        if (noServer.isPresent()) {
            return noServer;
        }
        if (!plane.transports().contains(plan.transport())) {
            return Optional.of("the plane has no transport '" + plan.transport() + "'");
        }
        return plane.backends(plan.transport()).stream()
                .flatMap(name -> backends.shared(name).obstacle().stream())
                .findFirst();
    }

    private List<String> told() {
        List<String> lines = new ArrayList<>();
        server().ifPresent(server -> lines.add("engine " + server.shown()));
        TreeSet<String> needed = new TreeSet<>();
        for (PlaneMode transport : options.transports()) {
            if (plane.transports().contains(transport)) {
                needed.addAll(plane.backends(transport));
            }
        }
        for (String name : needed) {
            backends.shared(name)
                    .found()
                    .ifPresent(backend -> lines.add("back end " + backend.info().shown()));
        }
        return lines;
    }

    private List<BackendInfo> taken() {
        List<BackendInfo> taken = new ArrayList<>(backends.taken());
        server().ifPresent(taken::add);
        return taken;
    }

    /** Gives back what was taken. */
    @Override
    public void close() {
        stalls.close();
        backends.close();
        if (toxiproxy != null) {
            toxiproxy.found().ifPresent(Backend::close);
        }
    }
}
