package io.seatrial.chaos.cases;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.network.TrialFaults;
import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.InstanceSet;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import java.time.Duration;
import java.util.List;

/** What is known of instances while the discovery store cannot be reached for longer than its entries live. */
public final class StoreFaultCases {

    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);
    private static final Duration LONGER = TIME_TO_LIVE.multipliedBy(2);

    /** Creates the cases of one trial. */
    public StoreFaultCases() {}

    /** A worker and a watcher of one store, each with a way of its own to it. */
    private record Pair(
            EndpointId id,
            Instance instance,
            Discovery worker,
            String wayOfWorker,
            String wayOfWatcher,
            InstanceSet seen)
            implements AutoCloseable {

        static Pair open(Trial trial) {
            TrialFaults faults = TrialFaults.of(trial);
            String shared = trial.backends().own("nats").info().url();
            String wayOfWorker = faults.anotherWayTo(shared);
            String wayOfWatcher = faults.anotherWayTo(shared);
            EndpointId id = trial.endpoint("generate");
            Instance instance = new Instance(id, new InstanceAddress(PlaneMode.NATS, "seat_demo.generate-1"));
            Discovery worker = trial.process().natsDiscovery(wayOfWorker, "faults", TIME_TO_LIVE);
            Discovery watcher = trial.callerProcess().natsDiscovery(wayOfWatcher, "faults", TIME_TO_LIVE);
            InstanceSet seen = InstanceSet.follow(watcher, id.name(), trial.scheduler());
            trial.await("the start of the watch", seen.ready());
            trial.await("the publication", worker.register(instance));
            trial.mustHappen("the instance to be seen", () -> seen.current().equals(List.of(instance)));
            return new Pair(id, instance, worker, wayOfWorker, wayOfWatcher, seen);
        }

        boolean isSeen() {
            return seen.current().equals(List.of(instance));
        }

        @Override
        public void close() {
            seen.close();
        }
    }

    /** Keeps the watcher from the store. */
    @Case(rule = "CHAOS-44")
    public void shouldKeepWhatIsKnownWhileTheStoreIsOutOfReach(Trial trial) {
        try (Pair pair = Pair.open(trial)) {
            try (InjectedFault down =
                    TrialFaults.of(trial).before(pair.wayOfWatcher()).inject(Injection.of(new Down()))) {
                trial.mustNotHappen(
                        LONGER, "the loss of an instance by who cannot reach the store", () -> !pair.isSeen());
            }
            trial.mustNotHappen(LONGER, "the loss of an instance once the store is back", () -> !pair.isSeen());
        }
    }

    /** Keeps the worker from the store. */
    @Case(rule = "CHAOS-45")
    public void shouldBePublishedAgainOnceTheStoreIsInReach(Trial trial) {
        try (Pair pair = Pair.open(trial)) {
            try (InjectedFault down =
                    TrialFaults.of(trial).before(pair.wayOfWorker()).inject(Injection.of(new Down()))) {
                trial.mustHappen(
                        "the end of an entry that is not renewed",
                        () -> pair.seen().current().isEmpty());
            }
            trial.mustHappen("the instance to be seen again", pair::isSeen);
        }
    }
}
