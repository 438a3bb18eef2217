package io.seatrial.chaos.random;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.EndpointName;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.RouterSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Carries a plan out in a trial. What it measured is there afterwards, also if it failed half-way. For the thread that runs the trial. */
final class ChaosTrial {

    private static final EndpointName ENDPOINT = new EndpointName("seat", "chaos", "work");

    /** Bounds of the plane, small enough that a run takes seconds: nothing may take longer than these together. */
    private static final String[] BOUNDS = {
        "DYN_TCP_REQUEST_TIMEOUT", "1",
        "DYN_TCP_CONNECT_TIMEOUT", "1",
        "SEATRIAL_TCP_FRAME_TIMEOUT_MS", "1000",
        "DYN_HTTP_REQUEST_TIMEOUT", "1",
        "DYN_HTTP2_KEEP_ALIVE_INTERVAL_SECS", "1",
        "DYN_HTTP2_KEEP_ALIVE_TIMEOUT_SECS", "1",
        "SEATRIAL_HTTP_EXCHANGE_TIMEOUT_MS", "1000",
        "DYN_NATS_REQUEST_TIMEOUT_SECS", "1",
        "SEATRIAL_NATS_CONNECT_TIMEOUT_MS", "1000",
        "SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "1000",
        "DYN_HTTP_BACKEND_STREAM_TIMEOUT_SECS", "1",
        "SEATRIAL_HANDSHAKE_TIMEOUT_MS", "1000",
        "SEATRIAL_CALL_HOME_TIMEOUT_MS", "1000",
        "SEATRIAL_CLOSE_WAIT_MS", "500",
        "DYN_RUNTIME_INHIBITED_DURATION_SECS", "1",
        "DYN_RUNTIME_GRACEFUL_SHUTDOWN_TIMEOUT_SECS", "5",
        "DYN_WORKER_GRACEFUL_SHUTDOWN_TIMEOUT", "5",
    };

    /** How long a system may take until every instance answers again. */
    private static final Duration CONVERGENCE = Duration.ofSeconds(20);

    private final Trial trial;
    private final ChaosPlan plan;
    private final RunLinks links;
    private final Story story;
    private final Problems problems;
    private final Faults faults;
    private final List<Long> instances = new ArrayList<>();
    private List<Sample> samples = List.of();
    private OptionalLong began = OptionalLong.empty();
    private OptionalLong recovery = OptionalLong.empty();

    ChaosTrial(Trial trial, ChaosPlan plan, RunLinks links, Story story) {
        this.trial = trial;
        this.plan = plan;
        this.links = links;
        this.story = story;
        this.problems = new Problems(plan.forges(), story);
        this.faults = new Faults(trial, plan, links, story);
    }

    /** Carries the plan out. Throws what was found first, once faults are healed. */
    void run() {
        Discovery store = trial.store();
        startWorkers(store);
        PlaneRouter router = openRouter(store);
        Convergence convergence = new Convergence(trial, router, instances, story, CONVERGENCE, plan.forges());
        convergence.await("before the faults");
        Load load = new Load(trial, plan, router, instances, story, problems);
        try {
            began = OptionalLong.of(story.now());
            long origin = trial.nanoTime();
            story.tell("chaos", "the workload begins");
            load.begin();
            faults.run(origin);
            long healed = story.now();
            convergence.await("after the faults");
            recovery = OptionalLong.of(story.now() - healed);
            load.awaitOutcomes();
            story.tell("chaos", "every request has had its outcome");
        } finally {
            faults.heal();
            samples = load.samples();
            tellWhatNeverEnded();
        }
        requireSuccessBefore();
    }

    private void startWorkers(Discovery store) {
        Handlers handlers = new Handlers(trial, plan, story, problems);
        for (int i = 0; i < plan.workers(); i++) {
            String name = Role.worker(i);
            links.expect(name);
            TrialProcess process = trial.newProcess(name);
            trial.await(
                    "start of the server of " + name, process.manager(BOUNDS).server());
            PlaneRuntime worker = process.runtime(store, BOUNDS);
            trial.await("start of " + name, worker.serve(ENDPOINT, handlers.of(name), EndpointSetup.DEFAULT));
            instances.add(worker.instanceId());
            story.tell(name, "serves");
        }
    }

    private PlaneRouter openRouter(Discovery store) {
        links.expect(Role.RESPONSES.toString());
        PlaneManager manager = trial.callerProcess().manager(BOUNDS);
        RouterSetup detecting = RouterSetup.DEFAULT.choosing(plan.choice());
        RouterSetup setup = plan.faultDetection() ? detecting : detecting.withoutFaultDetection();
        PlaneRouter router = manager.router(store, ENDPOINT, setup);
        trial.mustHappen(
                "the router to know all workers", () -> router.announced().size() == instances.size());
        return router;
    }

    private void tellWhatNeverEnded() {
        List<String> without = samples.stream()
                .filter(sample -> sample.kind() == Sample.Kind.NONE)
                .map(sample -> "r" + sample.request())
                .toList();
        if (!without.isEmpty()) {
            story.tell("chaos", "still without an outcome: " + String.join(", ", without));
        }
    }

    /** What ended while nothing went wrong must have ended as planned. */
    private void requireSuccessBefore() {
        long calm = began.orElse(0) + ChaosPlan.CALM.toNanos();
        for (Sample sample : samples) {
            PlannedRequest request = plan.requests().get(sample.request() - 1);
            boolean before = sample.sentNanos() + sample.tookNanos() < calm;
            if (before && request.mustSucceed() && sample.kind() != Sample.Kind.REPLY) {
                problems.found(
                        "r" + sample.request() + ", before any fault", "its answer", "ended with " + sample.error());
            }
        }
    }

    /** Returns what the caller and the handlers found wrong. */
    List<CaseFailure> problems() {
        return problems.all();
    }

    /** Returns what was measured. */
    Timeline timeline() {
        return new Timeline(began.orElse(0), samples, faults.bands(), recovery);
    }
}
