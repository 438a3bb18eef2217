package io.seatrial.chaos.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.network.TrialFaults;
import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.cases.Fleet;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamItem;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happens where a server listens: a flood of connections, a port that is taken, several ways to one port. */
public final class ListenerFaultCases {

    private static final int FLOOD = 200;

    /** Creates the cases of one trial. */
    public ListenerFaultCases() {}

    /** Opens many connections and sends nothing. */
    @Case(rule = "CHAOS-50")
    public void shouldServeOthersThroughAFlood(Trial trial) {
        RecordingHandler handler = trial.handler();
        InstanceAddress address = trial.serve(trial.endpoint("generate"), handler);
        flood(trial, address);
        trial.await("a request beside a flood of connections", trial.send(address, "x"));
        trial.mustHappen("its arrival", () -> handler.count() == 1);
    }

    /** Ends the connections of a flood. */
    @Case(rule = "CHAOS-51")
    public void shouldGiveBackWhatAFloodHasTaken(Trial trial) {
        InstanceAddress address = trial.serve(trial.endpoint("generate"), trial.handler());
        int before = trial.process().openChannels();
        List<WireProbe> flood = flood(trial, address);
        trial.mustHappen("the flood", () -> trial.process().openChannels() >= before + FLOOD);
        flood.forEach(one -> trial.await("close of a connection", one.close()));
        trial.mustHappen(
                "the end of the server's side of each connection",
                () -> trial.process().openChannels() == before);
    }

    private static List<WireProbe> flood(Trial trial, InstanceAddress address) {
        InetSocketAddress server = PlaneAddress.of(address).socket();
        return trial.awaitAll("a flood of connections", trial.concurrently(FLOOD, i -> trial.connect(server)));
    }

    /** Occupies the port at the start of a worker, and frees it. */
    @Case(rule = "CHAOS-52")
    public void shouldPublishOnlyOnceItsPortIsFree(Trial trial) {
        Discovery store = trial.store();
        RawListener occupant = trial.listenRaw();
        PlaneRuntime worker = trial.process().runtime(store, trial.variable("RPC_PORT"), "" + occupant.port());
        List<Object> events = new CopyOnWriteArrayList<>();
        try (var watch = store.watch(Fleet.NAME, events::add)) {
            trial.await("the start of the watch", watch.ready());
            trial.awaitFailure("serve on a port that is taken", served(worker), PlaneException.class);
            expect("what was published meanwhile", List.of(), List.copyOf(events));
            trial.await("the end of who had the port", occupant.close());
            PlaneEndpoint endpoint = trial.await("serve once the port is free", served(worker));
            expect(
                    "what is published",
                    List.of(new Instance(endpoint.id(), endpoint.address())),
                    trial.await("list", store.list(Fleet.NAME)));
            expect(
                    "port of the published address",
                    occupant.port(),
                    PlaneAddress.of(endpoint.address()).socket().getPort());
            expect("the answer", List.of("1"), answer(trial, endpoint.address()));
        }
    }

    private static CompletionStage<PlaneEndpoint> served(PlaneRuntime worker) {
        return worker.serve(Fleet.NAME, Fleet.answering("1"), EndpointSetup.DEFAULT);
    }

    private static List<String> answer(Trial trial, InstanceAddress address) {
        return trial
                .subscribe(trial.await(
                        "the stream",
                        trial.caller().call(address, "req", "{}", Map.of()).opened()))
                .drain()
                .stream()
                .map(StreamItem::json)
                .toList();
    }

    /** Puts two proxies before one port. */
    @Case(rule = {"CHAOS-53", "CHAOS-54"})
    public void shouldTellTwoInstancesOfOnePortApartByTheirAddress(Trial trial) {
        EndpointId one = Fleet.NAME.instance(1);
        EndpointId other = Fleet.NAME.instance(2);
        RecordingHandler first = trial.handler();
        RecordingHandler second = trial.handler();
        trial.await("register", trial.server().register(one, first, HealthListener.NONE));
        trial.await("register", trial.server().register(other, second, HealthListener.NONE));
        InetSocketAddress port = PlaneAddress.parse(trial.server().address()).socket();
        Link wayToOne = TrialFaults.of(trial).anotherWayTo(port);
        Link wayToOther = TrialFaults.of(trial).anotherWayTo(port);
        RequestPlaneClient client = Reached.client(trial, 1);
        InstanceAddress addressOfOne = through(trial.server().publishedAddress(one), wayToOne);
        InstanceAddress addressOfOther = through(trial.server().publishedAddress(other), wayToOther);
        trial.await("a request to one", client.send(addressOfOne, trial.buffer(Bytes.utf8("to one")), Map.of()));
        trial.await(
                "a request to the other", client.send(addressOfOther, trial.buffer(Bytes.utf8("to other")), Map.of()));
        try (InjectedFault down = wayToOne.inject(Injection.of(new Down()))) {
            trial.awaitFailure(
                    "a request to one while its way is down",
                    client.send(addressOfOne, trial.buffer(Bytes.utf8("lost")), Map.of()),
                    PlaneException.class);
            trial.await(
                    "a request to the other meanwhile",
                    client.send(addressOfOther, trial.buffer(Bytes.utf8("to other")), Map.of()));
        }
        trial.mustHappen("all arrivals", () -> first.count() + second.count() >= 3);
        expect("requests at one", List.of("to one"), texts(first));
        expect("requests at the other", List.of("to other", "to other"), texts(second));
    }

    private static List<String> texts(RecordingHandler handler) {
        return handler.seen().stream().map(RecordingHandler.Seen::text).toList();
    }

    private static InstanceAddress through(InstanceAddress published, Link way) {
        InetSocketAddress socket = PlaneAddress.of(published).socket();
        return new InstanceAddress(
                published.mode(),
                published
                        .value()
                        .replace(":" + socket.getPort(), ":" + way.address().getPort()));
    }
}
