package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamItem;
import java.util.List;

/** Endpoints are found by their whole names, whatever is in them. */
public final class RoutedNameCases {

    /** Creates the cases of one trial. */
    public RoutedNameCases() {}

    /** Serves two names that begin alike under one id. */
    @Case(rule = "ROUTE-21")
    public void shouldKeepApartNamesThatBeginAlike(Trial trial) {
        Fleet fleet = Fleet.of(trial, 1);
        EndpointName alike = new EndpointName("seat", "demo", "generate_v2");
        InstanceAddress address =
                trial.serve(alike.instance(1), trial.process().defaultManager().worker(Fleet.answering("\"v2\"")));
        trial.await("publication", fleet.store.register(new Instance(alike.instance(1), address)));
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
        expect("the answer", "1", fleet.answer(router));
        trial.await("withdrawal of the other", fleet.store.unregister(alike.instance(1)));
        expect("the answer after the other's end", "1", fleet.answer(router));
    }

    /** Serves in a nested namespace. */
    @Case(rule = "ROUTE-22")
    public void shouldFindANestedNamespace(Trial trial) {
        Discovery store = trial.store();
        EndpointName nested = new EndpointName("a.b", "demo", "generate");
        InstanceAddress address =
                trial.serve(nested.instance(1), trial.process().defaultManager().worker(Fleet.answering("1")));
        trial.await("publication", store.register(new Instance(nested.instance(1), address)));
        PlaneRouter router = trial.callerProcess().defaultManager().router(store, nested, RouterSetup.DEFAULT);
        trial.await("instances at the router", router.awaitInstances(Fleet.BOUND));
        trial.subscribe(trial.await("the stream", router.call("req", "{}").opened()))
                .drain();
    }

    /** Serves under names with capitals and dots. */
    @Case(rule = "ROUTE-30")
    public void shouldCarryCapitalsAndDots(Trial trial) {
        expectServedAndCalled(trial, new EndpointName("Seat", "Demo.X", "generate"));
    }

    /** Serves under a name with a slash. */
    @Case(rule = "ROUTE-31")
    public void shouldCarryASlash(Trial trial) {
        expectServedAndCalled(trial, new EndpointName("seat", "demo", "v1/generate"));
    }

    private static void expectServedAndCalled(Trial trial, EndpointName name) {
        Discovery store = trial.store();
        WorkerLifeCases.serve(trial, trial.process().runtime(store), name, "1");
        PlaneRouter router = trial.callerProcess().defaultManager().router(store, name, RouterSetup.DEFAULT);
        trial.await("instances at the router", router.awaitInstances(Fleet.BOUND));
        List<StreamItem> answer = trial.subscribe(
                        trial.await("the stream", router.call("req", "{}").opened()))
                .drain();
        expect("the answer of " + name, List.of(new StreamItem("1", false)), answer);
    }
}
