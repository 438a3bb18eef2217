package io.seatrial.scenarios.outage;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryContext;
import io.seatrial.discovery.DiscoverySpec;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.nats.NatsLink;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.network.Host;
import io.seatrial.testkit.network.LoopbackNetwork;
import io.seatrial.testkit.observed.ObservedProcess;
import io.seatrial.testkit.observed.Recorder;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.spi.RouterSetup;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A caller of the reference implementation in this JVM, all of whose requests are recorded. */
final class RecordedCaller implements AutoCloseable {

    private static final String NAME = "caller";
    private static final long CEILING_SECONDS = 120;

    private final LoopbackNetwork network = new LoopbackNetwork();
    private final Deque<Supplier<? extends CompletionStage<?>>> closing = new ArrayDeque<>();
    private final PlaneManager manager;
    private final Discovery store;

    /**
     * Opens a caller.
     *
     * @param variables its configuration, beside what leads to the meeting point
     */
    RecordedCaller(MeetingPoint where, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(where.variables());
        all.putAll(variables);
        all.put("DYN_TCP_RESPONSE_STREAM_HOST", "127.0.0.1");
        Host host = network.openHost(NAME, Notices.log());
        closing.push(host::close);
        Recorder recorder = new Recorder(NAME, network.history(), new AtomicLong());
        PlaneProcess process = new ObservedProcess(
                NAME, new ReferencePlane().openProcess(new ProcessSetup(NAME, host.io(), Notices.log())), recorder);
        closing.push(process::close);
        this.manager = process.manager(new ManagerSetup(all, Profile.REFERENCE, Optional.of(where.transport())));
        NatsLink link =
                NatsLink.create(host.io(), NetworkConfig.read(all).settings(), Profile.REFERENCE, Notices.log());
        closing.push(link::close);
        this.store = DiscoverySpec.parse(where.store(), Map.of())
                .open(DiscoveryContext.of(host.io(), Clock.systemUTC(), Notices.log())
                        .with(PlaneServices.NONE.with(NatsLink.class, link)));
        closing.push(store::close);
    }

    /** Follows an endpoint of {@code seatrial serve} and calls its instances in turn. */
    PlaneRouter router(String endpoint) {
        PlaneRouter router = manager.router(store, new EndpointName("seat", "demo", endpoint), RouterSetup.DEFAULT);
        closing.push(router::close);
        return router;
    }

    /** Returns what has happened until now, when every request should have ended: what is left would end by the close, however it hangs. */
    List<Event> end() {
        network.history().record(NAME, new Fact.Over());
        List<Event> events = network.history().events();
        close();
        return events;
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop()
                    .get()
                    .toCompletableFuture()
                    .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }
}
