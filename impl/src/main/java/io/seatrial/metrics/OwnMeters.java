package io.seatrial.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Meters that one owner registers and takes away again. One that is there already is somebody else's: it is left as it is, and stays.
 * Safe for many threads.
 */
final class OwnMeters {

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>(); // guarded by registry, as all below
    private final List<Object> read = new ArrayList<>(); // kept for the meters, which hold weakly what they read
    private boolean closed;

    OwnMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Adds a counter. */
    void counter(String name, Tags tags, String description, LongSupplier value) {
        add(
                name,
                tags,
                value,
                () -> FunctionCounter.builder(name, value, LongSupplier::getAsLong)
                        .description(description)
                        .tags(tags)
                        .register(registry));
    }

    /** Adds a gauge. */
    void gauge(String name, Tags tags, String description, DoubleSupplier value) {
        add(
                name,
                tags,
                value,
                () -> Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                        .description(description)
                        .tags(tags)
                        .register(registry));
    }

    /**
     * Adds a meter.
     *
     * @param value what it reads
     * @param registration registers it
     */
    void add(String name, Tags tags, Object value, Supplier<? extends Meter> registration) {
        synchronized (registry) { // look and registration are one step for all who share it
            if (!closed && !has(name, tags)) {
                meters.add(registration.get());
                read.add(value);
            }
        }
    }

    /** Returns whether there is a meter of this name and exactly these tags, whoever registered it. */
    boolean has(String name, Tags tags) {
        return registry.find(name).tags(tags).meters().stream()
                .anyMatch(meter -> Tags.of(meter.getId().getTags()).equals(tags));
    }

    /** Takes the meters from the registry, for good. Idempotent. */
    void close() {
        synchronized (registry) {
            closed = true;
            meters.forEach(registry::remove);
            meters.clear();
            read.clear();
        }
    }
}
