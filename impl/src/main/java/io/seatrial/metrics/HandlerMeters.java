package io.seatrial.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.seatrial.plane.PlaneException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * The meters of one handler, from registration to {@link #close}. They read the handler's own counters; only the durations are recorded
 * here. Safe for many threads.
 */
public final class HandlerMeters implements AutoCloseable {

    /** The default buckets of Prometheus' libraries, which the model uses, in milliseconds. */
    private static final long[] BUCKETS = {5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000};

    private final OwnMeters meters;
    private final Tags tags;
    private final Timer durations;

    private HandlerMeters(MeterRegistry registry, OwnMeters meters, Tags tags, HandlerCounts counts) {
        this.meters = meters;
        this.tags = tags;
        meters.counter(MeterNames.REQUESTS, tags, "Requests that arrived", counts::requests);
        meters.counter(MeterNames.REQUEST_BYTES, tags, "Bytes of the requests' payloads", counts::requestBytes);
        meters.counter(MeterNames.RESPONSE_BYTES, tags, "Bytes of the answers' items", counts::responseBytes);
        meters.gauge(MeterNames.IN_FLIGHT, tags, "Requests that are being worked on", counts::inFlight);
        Duration[] buckets = LongStream.of(BUCKETS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
        Timer.Builder timer = Timer.builder(MeterNames.DURATION)
                .description("From a request's arrival to the end of its answer")
                .tags(tags)
                .serviceLevelObjectives(buckets);
        meters.add(MeterNames.DURATION, tags, timer, () -> timer.register(registry));
        durations = timer.register(registry); // the one that was just registered
    }

    /**
     * Registers the meters of a handler.
     *
     * @throws PlaneException.ConfigurationError if the registry has meters with these labels already: a second handler's counts would be
     *     lost in silence
     */
    public static HandlerMeters register(MeterRegistry registry, Tags tags, HandlerCounts counts) {
        OwnMeters meters = new OwnMeters(registry);
        synchronized (registry) { // look and registration are one step for all who share it
            if (meters.has(MeterNames.REQUESTS, tags)) {
                throw new PlaneException.ConfigurationError(
                        "Failed to create work handler metrics: Failed to register metric: " + MeterNames.REQUESTS
                                + tags + " is registered already. Give the endpoint a metric label of its own,"
                                + " or the worker a registry of its own");
            }
            return new HandlerMeters(registry, meters, tags, counts);
        }
    }

    /** Records that a request has ended, however it did. */
    public void ended(long nanos) {
        durations.record(Duration.ofNanos(nanos));
    }

    /**
     * Adds the counter of a kind of error, which is absent until the first of its kind.
     *
     * @param errorType the value of the label
     * @param count how many there were
     */
    public void addErrors(String errorType, LongSupplier count) {
        Tags withType = tags.and(MeterNames.ERROR_TYPE, errorType);
        meters.counter(MeterNames.ERRORS, withType, "Requests that failed, by kind", count);
    }

    /** Takes the meters from the registry. Idempotent. */
    @Override
    public void close() {
        meters.close();
    }
}
