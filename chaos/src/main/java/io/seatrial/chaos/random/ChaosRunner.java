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
import io.seatrial.testkit.spi.Capability;
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

    /**
     * A request may take as long as all bounds of the plane together; a run, as several waits; and what is left, longer than the 5 s for
     * which the JDK keeps an HTTP connection to a Toxiproxy server.
     */
    private static final Budget BUDGET =
            new Budget(Duration.ofSeconds(10), Duration.ofSeconds(90), Duration.ofSeconds(8), Calibration.NONE);

    /** What a run is made of, and that the plane listens where the proxies are. */
    private static final List<Capability> NEEDED =
            List.of(Capability.NETWORK_IO, Capability.RUNTIME, Capability.ROUTER);

    private final GuardedPlane plane;
    private final ChaosOptions options;
    private final Budget budget;
    private final BackendPool backends = Backends.load().pool();
    private final @Nullable Resolution<? extends Backend> toxiproxy;
    private final StallMonitor stalls = StallMonitor.start();

    private ChaosRunner(
            GuardedPlane plane,
            ChaosOptions options,
            Budget budget,
            @Nullable Resolution<? extends Backend> toxiproxy) {
        this.plane = plane;
        this.options = options;
        this.budget = budget;
        this.toxiproxy = toxiproxy;
    }

    /** Opens a runner; measures the machine, and looks for a Toxiproxy server, or starts one, if the options ask for its proxies. */
    public static ChaosRunner open(PlaneUnderTest plane, ChaosOptions options, Map<String, String> environment) {
        return open(plane, options, environment, BUDGET.with(Calibration.measure()));
    }

    static ChaosRunner open(
            PlaneUnderTest plane, ChaosOptions options, Map<String, String> environment, Budget budget) {
        return new ChaosRunner(
                GuardedPlane.of(plane),
                options,
                budget,
                options.engine() == Engine.TOXIPROXY
                        ? BackendResolver.of(BackendKind.TOXIPROXY, environment).open()
                        : null);
    }

    /** Makes all runs. */
    public ChaosReport run(ChaosListener listener) {
        long begun = Machine.nanoTime();
        listener.begun(options.numbers().size(), budget.calibration());
        told().forEach(listener::noted);
        RunExecution execution = new RunExecution(plane, engines(), backends, stalls, budget);
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
                budget.calibration(),
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
        for (Capability needed : NEEDED) {
            if (!plane.capabilities().contains(needed)) {
                return Optional.of("the plane does not declare '" + needed + "'");
            }
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
