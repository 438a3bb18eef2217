package io.seatrial.testkit.zoo.mutants;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingProcess;
import io.seatrial.testkit.zoo.forwarding.ForwardingRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/** What goes wrong at the two ends of a worker's life, and with what it measures meanwhile. */
public final class WorkerMutants {

    private static final int FINAL_BODY_BYTES = "{\"complete_final\":true}".length();

    private WorkerMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("published-before-the-bind", "An endpoint is published before its listener is bound.")
                        .seen("ai-dynamo/dynamo#4891; dynamo-manager.md 5.2, behaviour 99")
                        .killedBy(
                                "LIFE-03",
                                "what is published",
                                () -> runtimes((runtime, store, another) -> new PublishedFirst(runtime, store))),
                Mutant.of("serves-after-its-end", "A worker that was shut down serves again.")
                        .seen("dynamo-manager.md 5.8")
                        .killedBy(
                                "LIFE-14",
                                "a failure with Closed",
                                () -> runtimes((runtime, store, another) -> new ServesAfterItsEnd(runtime, another))),
                Mutant.of("final-frame-not-counted", "The bytes of the final frame are not counted.")
                        .seen("dynamo-manager.md 5.10")
                        .killedBy(
                                "METRICS-06",
                                "response_bytes_total",
                                () -> measured("response_bytes_total", bytes -> Math.max(0, bytes - FINAL_BODY_BYTES))),
                Mutant.of("duration-in-milliseconds", "The time that requests take is summed in milliseconds.")
                        .seen("dynamo-manager.md 5.10")
                        .killedBy(
                                "METRICS-07",
                                "milliseconds that the request took",
                                () -> measured("request_duration_seconds_sum", seconds -> seconds * 1000)));
    }

    private static Mutation measured(String part, DoubleUnaryOperator change) {
        return runtimes((runtime, store, another) -> new ForwardingRuntime(runtime) {
            @Override
            public Map<String, Double> metrics() {
                Map<String, Double> changed = new LinkedHashMap<>(super.metrics());
                changed.replaceAll((series, value) -> series.contains(part) ? change.applyAsDouble(value) : value);
                return changed;
            }
        });
    }

    /** Changes a worker, for which the store is at hand and a way to make another one. */
    private static Mutation runtimes(Change change) {
        return new Mutation() {
            @Override
            protected PlaneProcess process(PlaneProcess process) {
                return new ForwardingProcess(process) {
                    @Override
                    public PlaneRuntime runtime(ManagerSetup setup, Discovery store) {
                        return change.of(super.runtime(setup, store), store, () -> process.runtime(setup, store));
                    }
                };
            }
        };
    }

    @FunctionalInterface
    private interface Change {
        PlaneRuntime of(PlaneRuntime runtime, Discovery store, Supplier<PlaneRuntime> another);
    }

    private static final class PublishedFirst extends ForwardingRuntime {
        private final Discovery store;

        PublishedFirst(PlaneRuntime runtime, Discovery store) {
            super(runtime);
            this.store = store;
        }

        @Override
        public CompletionStage<PlaneEndpoint> serve(EndpointName name, StreamEngine engine, EndpointSetup setup) {
            Instance unbound = new Instance(
                    new EndpointId(name, instanceId()), InstanceAddress.tcp("127.0.0.1:0/" + name.endpoint()));
            return store.register(unbound).thenCompose(published -> super.serve(name, engine, setup));
        }
    }

    private static final class ServesAfterItsEnd extends ForwardingRuntime {
        private final Supplier<PlaneRuntime> another;
        private volatile boolean ended;

        ServesAfterItsEnd(PlaneRuntime runtime, Supplier<PlaneRuntime> another) {
            super(runtime);
            this.another = another;
        }

        @Override
        public CompletionStage<DrainReport> shutdown() {
            ended = true;
            return super.shutdown();
        }

        @Override
        public CompletionStage<PlaneEndpoint> serve(EndpointName name, StreamEngine engine, EndpointSetup setup) {
            return ended ? another.get().serve(name, engine, setup) : super.serve(name, engine, setup);
        }
    }
}
