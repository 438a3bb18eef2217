package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectNot;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryEvent;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.Closed;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;

/** The way up: reachable, then published, or nothing at all. */
public final class WorkerLifeCases {

    private static final EndpointName NAME = new EndpointName("seat", "demo", "generate");
    private static final int WORKERS = 4;
    private static final int ROUNDS = 20;

    /** Creates the cases of one trial. */
    public WorkerLifeCases() {}

    /** Calls from within the first event. */
    @Case(rule = "LIFE-01")
    public void shouldBeReachedAtTheFirstEvent(Trial trial) {
        Discovery store = trial.store();
        trial.caller();
        ConcurrentLinkedQueue<CompletionStage<Flow.Publisher<StreamItem>>> calls = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<InstanceAddress> announced = new ConcurrentLinkedQueue<>();
        var watch = store.watch(NAME, event -> {
            if (event instanceof DiscoveryEvent.Put put) {
                announced.add(put.instance().address());
                calls.add(trial.caller()
                        .call(put.instance().address(), "req", "{}", Map.of())
                        .opened());
            }
        });
        trial.await("the start of the watch", watch.ready());
        PlaneEndpoint endpoint = serve(trial, runtime(trial, store), NAME, "1");
        trial.mustHappen("the event", () -> !calls.isEmpty());
        trial.subscribe(trial.await("a request at the first event", calls.remove()))
                .drain();
        expect("the announced address", endpoint.address(), announced.remove());
        watch.close();
    }

    /** Starts four workers. */
    @Case(rule = "LIFE-02")
    public void shouldShareOnePortAndTellWorkersApart(Trial trial) {
        Discovery store = trial.store();
        List<PlaneEndpoint> endpoints = new ArrayList<>();
        Set<InstanceAddress> addresses = new LinkedHashSet<>();
        Set<Integer> ports = new TreeSet<>();
        for (int i = 0; i < WORKERS; i++) {
            endpoints.add(serve(trial, runtime(trial, store), NAME, "" + i));
            addresses.add(endpoints.get(i).address());
            ports.add(PlaneAddress.of(endpoints.get(i).address()).socket().getPort());
        }
        expect("different addresses", WORKERS, addresses.size());
        expect("the ports in them", trial.listeningPorts(), ports);
        for (int i = 0; i < WORKERS; i++) {
            expect(
                    "the answer of worker " + i,
                    List.of("" + i),
                    answers(trial, endpoints.get(i).address()));
        }
    }

    /** Occupies the port. */
    @Case(rule = "LIFE-03")
    public void shouldPublishNothingWithoutAListener(Trial trial) {
        Discovery store = trial.store();
        RawListener occupant = trial.listenRaw();
        PlaneRuntime runtime = trial.process().runtime(store, trial.variable("RPC_PORT"), "" + occupant.port());
        trial.awaitFailure(
                "serve on an occupied port",
                runtime.serve(NAME, Fleet.answering("1"), EndpointSetup.DEFAULT),
                PlaneException.class);
        expect("what is published", List.of(), trial.await("list", store.list()));
        expect(
                "requests left by the shutdown",
                0,
                trial.await("shutdown", runtime.shutdown()).leftInFlight());
    }

    /** Has a store that takes nothing. */
    @Case(rule = "LIFE-04")
    public void shouldTakeTheHandlerBackIfItCannotPublish(Trial trial) {
        PlaneRuntime runtime = runtime(trial, new FailingStore(trial.store()));
        PlaneException error = trial.awaitFailure(
                "serve with a store that takes nothing",
                runtime.serve(NAME, Fleet.answering("1"), EndpointSetup.DEFAULT),
                PlaneException.class);
        expectContains(
                "text of the error",
                "Unable to register service for discovery. Check discovery service status",
                error.getMessage());
        trial.await("shutdown", runtime.shutdown());
        // Whatever was left would make this a duplicate.
        PlaneRuntime next = runtime(trial, trial.store());
        expect(
                "the answer of a worker after it",
                List.of("2"),
                answers(trial, serve(trial, next, NAME, "2").address()));
    }

    /** Unpublishes and publishes again and again. */
    @Case(rule = "LIFE-05")
    public void shouldStayReachableWhileUnpublished(Trial trial) {
        Discovery store = trial.store();
        PlaneEndpoint endpoint = serve(trial, runtime(trial, store), NAME, "1");
        for (int i = 0; i < ROUNDS; i++) {
            trial.await("unpublish", endpoint.unpublish());
            expect("what is published", List.of(), trial.await("list", store.list(NAME)));
            expect("the answer while unpublished", List.of("1"), answers(trial, endpoint.address()));
            trial.await("republish", endpoint.republish());
            expect(
                    "what is published",
                    List.of(new Instance(endpoint.id(), endpoint.address())),
                    trial.await("list", store.list(NAME)));
        }
    }

    /** Starts a worker after another's shutdown. */
    @Case(rule = "LIFE-11")
    public void shouldStartAgainInTheSameProcess(Trial trial) {
        Discovery store = trial.store();
        for (int i = 0; i < 3; i++) {
            PlaneRuntime runtime = runtime(trial, store);
            PlaneEndpoint endpoint = serve(trial, runtime, NAME, "" + i);
            expect("the answer of worker " + i, List.of("" + i), answers(trial, endpoint.address()));
            trial.await("shutdown", runtime.shutdown());
            expect("what is published", List.of(), trial.await("list", store.list()));
        }
    }

    /** Configures a second worker for another port. */
    @Case(rule = "LIFE-12")
    public void shouldPublishThePortThatListens(Trial trial) {
        Discovery store = trial.store();
        PlaneEndpoint first = serve(trial, runtime(trial, store), NAME, "1");
        PlaneRuntime elsewhere = trial.process().runtime(store, trial.variable("RPC_PORT"), "" + trial.freePort());
        PlaneEndpoint second = serve(trial, elsewhere, NAME, "2");
        expect("port of the second worker", port(first), port(second));
        expect("the answer of the second worker", List.of("2"), answers(trial, second.address()));
    }

    private static int port(PlaneEndpoint endpoint) {
        return PlaneAddress.of(endpoint.address()).socket().getPort();
    }

    /** Binds every address. */
    @Case(rule = "LIFE-13")
    public void shouldPublishAnAddressThatCanBeReached(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store(), trial.variable("RPC_HOST"), "0.0.0.0");
        PlaneEndpoint endpoint = serve(trial, runtime, NAME, "1");
        expectNot(
                "host of the published address",
                "0.0.0.0",
                PlaneAddress.of(endpoint.address()).socket().getHostString());
        expect("the answer", List.of("1"), answers(trial, endpoint.address()));
    }

    /** Serves after the end. */
    @Case(rule = "LIFE-14")
    public void shouldServeNothingAfterTheEnd(Trial trial) {
        PlaneRuntime runtime = runtime(trial, trial.store());
        trial.await("shutdown", runtime.shutdown());
        trial.awaitFailure(
                "serve after the shutdown",
                runtime.serve(NAME, Fleet.answering("1"), EndpointSetup.DEFAULT),
                Closed.class);
    }

    /** Closes one of three endpoints. */
    @Case(rule = "LIFE-15")
    public void shouldLeaveTheOtherEndpoints(Trial trial) {
        Discovery store = trial.store();
        PlaneRuntime runtime = runtime(trial, store);
        PlaneEndpoint leaving = serve(trial, runtime, NAME, "1");
        PlaneEndpoint alike = serve(trial, runtime, new EndpointName("seat", "demo", "x/generate"), "2");
        PlaneEndpoint other = serve(trial, runtime, new EndpointName("seat", "other", "generate"), "3");
        trial.await("close of one endpoint", leaving.close());
        expect("published instances", 2, trial.await("list", store.list()).size());
        expect("the answer of x/generate", List.of("2"), answers(trial, alike.address()));
        expect("the answer of the other component", List.of("3"), answers(trial, other.address()));
    }

    static PlaneRuntime runtime(Trial trial, Discovery store) {
        return trial.process().runtime(store);
    }

    static PlaneEndpoint serve(Trial trial, PlaneRuntime runtime, EndpointName name, String answer) {
        return trial.await("serve of " + name, runtime.serve(name, Fleet.answering(answer), EndpointSetup.DEFAULT));
    }

    static List<String> answers(Trial trial, InstanceAddress address) {
        CompletionStage<Flow.Publisher<StreamItem>> opened =
                trial.caller().call(address, "req", "{}", Map.of()).opened();
        return trial.subscribe(trial.await("the stream from " + address, opened)).drain().stream()
                .map(StreamItem::json)
                .toList();
    }
}
