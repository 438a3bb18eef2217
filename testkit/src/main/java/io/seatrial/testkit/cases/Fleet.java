package io.seatrial.testkit.cases;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Instances of one endpoint in one store, and a router that follows them. Ids are 1, 2, 3, and so on. */
public final class Fleet {

    /** The endpoint. */
    public static final EndpointName NAME = new EndpointName("seat", "demo", "generate");

    static final Duration BOUND = Duration.ofSeconds(10);

    final Trial trial;
    final Discovery store;

    /** Begins without instances. */
    public Fleet(Trial trial) {
        this.trial = trial;
        this.store = trial.store();
    }

    /** Serves instances 1 to {@code count}, each of which answers with its id. */
    public static Fleet of(Trial trial, int count) {
        Fleet fleet = new Fleet(trial);
        for (int id = 1; id <= count; id++) {
            fleet.serve(id);
        }
        return fleet;
    }

    /** Serves an instance that answers with its id. */
    public void serve(long id) {
        serve(id, answering(Long.toString(id)));
    }

    /** Serves an instance in a process of its own: over HTTP 1.0.x cannot tell two of one name in one process apart. */
    public void serve(long id, StreamEngine engine) {
        TrialProcess process = trial.newProcess("instance-" + id);
        serve(id, process, process.defaultManager().worker(engine));
    }

    /** Serves an instance that does with its requests what a handler does, in a process of its own. */
    void serve(long id, RequestHandler handler) {
        serve(id, trial.newProcess("instance-" + id), handler);
    }

    private void serve(long id, TrialProcess process, RequestHandler handler) {
        EndpointId identity = NAME.instance(id);
        RequestPlaneServer server = process.server();
        trial.await("register of " + identity, server.register(identity, handler, HealthListener.NONE));
        publish(id, server.publishedAddress(identity));
    }

    /** Publishes an instance at which there is nothing. */
    public void publishDead(long id) {
        publish(id, Addresses.dead(trial));
    }

    /** Publishes an instance. */
    public void publish(long id, InstanceAddress address) {
        trial.await("publication of instance " + id, store.register(new Instance(NAME.instance(id), address)));
    }

    void withdraw(long id) {
        trial.await("withdrawal of instance " + id, store.unregister(NAME.instance(id)));
    }

    /** Makes a router that has found its instances. */
    public PlaneRouter router(RouterSetup setup, String... variables) {
        PlaneRouter router = trial.callerProcess().manager(variables).router(store, NAME, setup);
        trial.await("instances at the router", router.awaitInstances(BOUND));
        return router;
    }

    /** Waits until a router knows of so many instances. */
    public void expectAnnounced(PlaneRouter router, int count) {
        trial.mustHappen(
                count + " instances at the router", () -> router.announced().size() == count);
    }

    /** Calls and returns the one item of the answer. */
    public String answer(PlaneRouter router) {
        return only(router.call("req", "{}"));
    }

    String only(StreamCall call) {
        List<StreamItem> items =
                trial.subscribe(trial.await("the stream", call.opened())).drain();
        return items.size() == 1 ? items.get(0).json() : items.toString();
    }

    /** Returns an engine that answers with one item. */
    public static StreamEngine answering(String item) {
        return (json, context) -> CompletableFuture.completedFuture(Items.of(List.of(item)));
    }
}
