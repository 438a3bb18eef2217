package io.seatrial.testkit.zoo.mutants;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryEvent;
import io.seatrial.discovery.DiscoveryListener;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.Watch;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingCall;
import io.seatrial.testkit.zoo.forwarding.ForwardingDiscovery;
import io.seatrial.testkit.zoo.forwarding.ForwardingRouter;
import io.seatrial.testkit.zoo.forwarding.ForwardingRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What goes wrong between discovery, workers and routers. */
public final class RoutingMutants {

    private RoutingMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("first-instance-always", "A router always takes the first instance.")
                        .seen("dynamo-manager.md 5.6, behaviour 108")
                        .killedBy("ROUTE-01", "requests at instance", () -> Changes.routers(FirstAlways::new)),
                Mutant.of("no-inhibition", "An instance that cannot be reached is chosen again.")
                        .seen("ai-dynamo/dynamo#732")
                        .killedBy(
                                "ROUTE-05",
                                "requests that failed",
                                () -> Changes.routerSetups(RouterSetup::withoutFaultDetection)),
                Mutant.of("busy-is-ignored", "The threshold for busy instances is not used.")
                        .seen("dynamo-manager.md 5.6, behaviour 117")
                        .killedBy(
                                "ROUTE-10",
                                "Overloaded",
                                () -> Changes.routerSetups(setup -> new RouterSetup(
                                        setup.choice(),
                                        setup.faultDetection(),
                                        OptionalDouble.empty(),
                                        setup.migrationLimit()))),
                Mutant.of("migrates-without-end", "A request migrates more often than the limit allows.")
                        .seen("ai-dynamo/dynamo#12316: the migrated request hits the same limit again")
                        .killedBy(
                                "ROUTE-20",
                                "not tried",
                                () -> Changes.routerSetups(
                                        setup -> setup.migrationLimit() == 0 ? setup : setup.migrating(10))),
                Mutant.of("prefix-watch", "Who asks for an endpoint gets those whose names begin the same.")
                        .seen("ai-dynamo/dynamo#10990, #10998, #14967")
                        .killedBy("ROUTE-21", "the answer", () -> stores(PrefixWatch::new)),
                Mutant.of("address-change-missed", "An address that changes under the same identity is not noticed.")
                        .seen("ai-dynamo/dynamo#12566")
                        .killedBy("ROUTE-17", "address", () -> stores(FirstAddress::new)),
                Mutant.of("nobody-with-dots", "The failure of a call without instances names its endpoint with dots.")
                        .seen("dynamo-manager.md 5.6, behaviour 109")
                        .killedBy(
                                "ROUTE-02",
                                "seat.demo.generate",
                                failing(
                                        PlaneException.NoInstances.class,
                                        failure -> new PlaneException.NoInstances(String.valueOf(failure.getMessage())
                                                .replace('/', '.')))),
                Mutant.of(
                                "router-cryptic-mismatch",
                                "A call of an instance on another plane fails with a text about syntax.")
                        .seen("ai-dynamo/dynamo#5245")
                        .killedBy(
                                "ROUTE-16",
                                "PlaneMismatch",
                                failing(
                                        PlaneException.PlaneMismatch.class,
                                        failure ->
                                                new PlaneException.InvalidRequest("invalid socket address", failure))),
                Mutant.of(
                                "router-waits-for-the-dead",
                                "The end of a router waits for requests that have failed long ago.")
                        .seen("ai-dynamo/dynamo#8182; dynamo-manager.md 2.5, behaviour 124")
                        .killedBy(
                                "ROUTE-26",
                                "whose registrations are counted",
                                () -> Changes.routers(WaitsForTheDead::new)),
                Mutant.of("withdrawn-too-late", "A shutdown withdraws an endpoint after its handler is gone.")
                        .seen("dynamo-manager.md 5.2, 5.8, behaviours 133 and 185")
                        .killedBy("LIFE-06", "the withdrawal", () -> stores(NeverWithdraws::new)),
                Mutant.of("always-ready", "An endpoint is spoken of as ready whatever happens.")
                        .seen("dynamo-manager.md 5.9, behaviour 142")
                        .killedBy("HEALTH-01", "endpoints afterwards", () -> runtimes(AlwaysReady::new)),
                Mutant.of("metrics-renamed", "Requests are counted under another name.")
                        .seen("dynamo-manager.md 5.10")
                        .killedBy("METRICS-01", "dynamo_component_requests_total", () -> runtimes(Renamed::new)));
    }

    private static Mutation stores(UnaryOperator<Discovery> change) {
        return new Mutation() {
            @Override
            protected Discovery store(Discovery store) {
                return change.apply(store);
            }
        };
    }

    private static Mutation runtimes(UnaryOperator<PlaneRuntime> change) {
        return new Mutation() {
            @Override
            protected PlaneRuntime runtime(PlaneRuntime runtime) {
                return change.apply(runtime);
            }
        };
    }

    private static Supplier<Mutation> failing(
            Class<? extends PlaneException> kind, UnaryOperator<PlaneException> change) {
        return () -> Changes.routers(router -> new ForwardingRouter(router) {
            @Override
            public StreamCall call(String requestId, String json) {
                return new ForwardingCall(super.call(requestId, json)) {
                    @Override
                    public CompletionStage<Flow.Publisher<StreamItem>> opened() {
                        return super.opened()
                                .handle((items, failure) -> failure == null
                                        ? CompletableFuture.completedFuture(items)
                                        : CompletableFuture.<Flow.Publisher<StreamItem>>failedFuture(
                                                changed(Outcome.unwrapped(failure))))
                                .thenCompose(stage -> stage);
                    }
                };
            }

            private Throwable changed(Throwable failure) {
                return kind.isInstance(failure) ? change.apply(kind.cast(failure)) : failure;
            }
        });
    }

    private static final class FirstAlways extends ForwardingRouter {
        FirstAlways(PlaneRouter router) {
            super(router);
        }

        @Override
        public StreamCall call(String requestId, String json) {
            List<Long> available = available();
            return available.isEmpty() ? super.call(requestId, json) : super.call(available.get(0), requestId, json);
        }
    }

    private static final class WaitsForTheDead extends ForwardingRouter {
        private final AtomicInteger registered = new AtomicInteger();

        WaitsForTheDead(PlaneRouter router) {
            super(router);
        }

        @Override
        public StreamCall call(String requestId, String json) {
            registered.incrementAndGet();
            StreamCall call = super.call(requestId, json);
            call.opened().thenAccept(items -> registered.decrementAndGet());
            return call;
        }

        @Override
        public CompletionStage<Void> close() {
            return super.close()
                    .thenCompose(closed -> registered.get() == 0
                            ? CompletableFuture.completedFuture(closed)
                            : new CompletableFuture<>());
        }
    }

    static final class PrefixWatch extends ForwardingDiscovery {
        private final Discovery store;

        PrefixWatch(Discovery store) {
            super(store);
            this.store = store;
        }

        @Override
        public Watch watch(EndpointName name, DiscoveryListener listener) {
            AtomicReference<CompletionStage<?>> told = new AtomicReference<>(CompletableFuture.completedFuture(name));
            return super.watch(
                    name,
                    event -> told.set(
                            told.get() // one after the other, so that whoever hears of an event has heard the rest
                                    .thenCompose(before -> store.list())
                                    .thenAccept(all -> {
                                        listener.onEvent(event);
                                        alike(name, all).forEach(listener::onEvent);
                                    })));
        }

        private static Stream<DiscoveryEvent> alike(EndpointName name, List<Instance> all) {
            return all.stream()
                    .filter(instance -> instance.id().name().path().startsWith(name.path())
                            && !instance.id().name().equals(name))
                    .map(instance -> new DiscoveryEvent.Put(as(name, instance)));
        }

        private static Instance as(EndpointName name, Instance other) {
            return new Instance(new EndpointId(name, other.id().instanceId()), other.address());
        }
    }

    static final class FirstAddress extends ForwardingDiscovery {
        FirstAddress(Discovery store) {
            super(store);
        }

        @Override
        public Watch watch(EndpointName name, DiscoveryListener listener) {
            Map<EndpointId, Instance> first = new HashMap<>();
            return super.watch(name, event -> {
                if (event instanceof DiscoveryEvent.Put put
                        && first.putIfAbsent(put.instance().id(), put.instance()) != null) {
                    return;
                }
                listener.onEvent(event);
            });
        }
    }

    private static final class NeverWithdraws extends ForwardingDiscovery {
        NeverWithdraws(Discovery store) {
            super(store);
        }

        @Override
        public CompletionStage<Void> unregister(EndpointId id) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private static final class AlwaysReady extends ForwardingRuntime {
        AlwaysReady(PlaneRuntime runtime) {
            super(runtime);
        }

        @Override
        public Map<String, Boolean> endpointHealth() {
            Map<String, Boolean> health = new TreeMap<>(super.endpointHealth());
            health.replaceAll((endpoint, ready) -> true);
            return health;
        }
    }

    private static final class Renamed extends ForwardingRuntime {
        Renamed(PlaneRuntime runtime) {
            super(runtime);
        }

        @Override
        public Map<String, Double> metrics() {
            Map<String, Double> renamed = new TreeMap<>();
            super.metrics().forEach((name, value) -> renamed.put(name.replace("dynamo_component", "component"), value));
            return renamed;
        }
    }
}
