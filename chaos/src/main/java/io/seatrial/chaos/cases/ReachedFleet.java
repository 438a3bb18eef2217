package io.seatrial.chaos.cases;

import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.cases.Fleet;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;

/** Instances 1, 2, 3, … of one endpoint, each in a process of its own with a link of its own, in one store. */
final class ReachedFleet {

    static final String INHIBITED = "DYN_RUNTIME_INHIBITED_DURATION_SECS";

    private final Trial trial;
    private final Fleet fleet;
    private final List<TrialProcess> processes = new ArrayList<>();
    private final List<Reached> instances = new ArrayList<>();

    private ReachedFleet(Trial trial) {
        this.trial = trial;
        this.fleet = new Fleet(trial);
    }

    /** Serves so many instances, each of which answers with its id. */
    static ReachedFleet of(Trial trial, int count) {
        ReachedFleet fleet = new ReachedFleet(trial);
        for (int id = 1; id <= count; id++) {
            fleet.serve(Fleet.answering(Integer.toString(id)));
        }
        return fleet;
    }

    /** Serves and publishes the next instance. */
    void serve(StreamEngine engine) {
        int id = instances.size() + 1;
        TrialProcess process = trial.newProcess("instance-" + id);
        processes.add(process);
        Reached instance = Reached.serve(trial, process, Fleet.NAME.instance(id), manager -> manager.worker(engine));
        instances.add(instance);
        fleet.publish(id, instance.address());
    }

    /** Returns an instance by its id. */
    Reached instance(int id) {
        return instances.get(id - 1);
    }

    /** Returns the process of an instance. */
    TrialProcess process(int id) {
        return processes.get(id - 1);
    }

    /** Returns how many there are. */
    int size() {
        return instances.size();
    }

    /** Returns the store, and makes routers. */
    Fleet fleet() {
        return fleet;
    }

    /** Calls, and returns whether an answer came. */
    boolean isAnswered(PlaneRouter router) {
        Outcome<Flow.Publisher<StreamItem>> opened =
                trial.outcome("a call", router.call("req", "{}").opened());
        if (!opened.succeeded()) {
            return false;
        }
        var stream = trial.subscribe(Objects.requireNonNull(opened.value(), "a stream"));
        stream.request(Long.MAX_VALUE);
        return trial.outcome("the end of an answer", stream.end()).succeeded();
    }

    /** Calls so often, and returns how often no answer came. */
    int failures(PlaneRouter router, int calls) {
        int failures = 0;
        for (int i = 0; i < calls; i++) {
            failures += isAnswered(router) ? 0 : 1;
        }
        return failures;
    }
}
