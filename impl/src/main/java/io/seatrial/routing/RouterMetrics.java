package io.seatrial.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.spi.PlaneServices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a router counts, in the registry of metrics that the runtime hands over; if it hands over none, nothing. Migrations are counted under
 * Dynamo's name, whose label {@code model} is the endpoint here.
 */
final class RouterMetrics {

    private static final String MIGRATIONS = "dynamo_frontend_model_migration_total";
    private static final String INSTANCES = "seatrial_router_instances";

    private final MeterRegistry registry;
    private final Counter newRequests;
    private final Counter ongoingRequests;
    private final List<Meter> gauges = new ArrayList<>();

    /** When a request migrated. */
    enum Migrated {
        /** Before its answer began. */
        NEW_REQUEST,

        /** In the midst of its answer. */
        ONGOING_REQUEST
    }

    RouterMetrics(PlaneServices services, EndpointName name) {
        this.registry = services.find(MeterRegistry.class).orElseGet(CompositeMeterRegistry::new);
        this.newRequests = migrations(name, "new_request");
        this.ongoingRequests = migrations(name, "ongoing_request");
    }

    private Counter migrations(EndpointName name, String type) {
        return Counter.builder(MIGRATIONS)
                .description("Requests that were sent anew to another instance")
                .tag("model", name.path())
                .tag("migration_type", type)
                .register(registry);
    }

    void migrated(Migrated when) {
        (when == Migrated.NEW_REQUEST ? newRequests : ongoingRequests).increment();
    }

    /** Shows from now on how many instances there are. Each router of an endpoint has a number. */
    void show(EndpointName name, Supplier<View> view) {
        Tags tags = Tags.of(
                "dynamo_namespace",
                name.namespace(),
                "dynamo_component",
                name.component(),
                "dynamo_endpoint",
                name.endpoint());
        synchronized (registry) { // finding a number and taking it is one step
            int number = 1;
            while (registry.find(INSTANCES)
                            .tags(tags.and("router", Integer.toString(number)))
                            .gauge()
                    != null) {
                number++;
            }
            Tags mine = tags.and("router", Integer.toString(number));
            gauge(mine, "source", () -> view.get().seats().size());
            gauge(mine, "available", () -> view.get().available().size());
            gauge(mine, "inhibited", () -> view.get().instances(Seat::isDown).size());
            gauge(mine, "busy", () -> view.get().instances(Seat::isBusy).size());
        }
    }

    private void gauge(Tags tags, String state, Supplier<Number> value) {
        gauges.add(Gauge.builder(INSTANCES, value)
                .description("Instances that a router knows, by what it makes of them")
                .tags(tags.and("state", state))
                .strongReference(true)
                .register(registry));
    }

    /** Shows nothing more. */
    void close() {
        gauges.forEach(registry::remove);
        gauges.clear();
    }
}
