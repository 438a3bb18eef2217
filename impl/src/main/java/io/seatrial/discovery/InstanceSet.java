package io.seatrial.discovery;

import io.seatrial.discovery.Discovery.StoreDescription;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The instances of one endpoint as a list that is always at hand, kept by a watch. Reading it takes no lock. */
public final class InstanceSet implements AutoCloseable {

    /** Bound on looking for what else is there, to make the error of {@link #await} more helpful. */
    private static final Duration BOUND_ON_HELP = Duration.ofSeconds(1);

    private static final int NAMES_TOLD = 5;

    private final EndpointName name;
    private final Discovery discovery;
    private final ScheduledExecutorService scheduler;
    private final Consumer<List<Instance>> onChange;
    private final NavigableMap<Long, Instance> byId = new TreeMap<>(Long::compareUnsigned); // by the listener only
    private final List<CompletableFuture<List<Instance>>> waiters = new ArrayList<>(); // guarded by itself
    private final Watch watch;
    private volatile List<Instance> current = List.of();
    private volatile boolean closed;

    private InstanceSet(
            EndpointName name,
            Discovery discovery,
            ScheduledExecutorService scheduler,
            Consumer<List<Instance>> onChange) {
        this.name = name;
        this.discovery = discovery;
        this.scheduler = scheduler;
        this.onChange = onChange;
        this.watch = discovery.watch(name, this::take);
    }

    /**
     * Starts to follow an endpoint.
     *
     * @param scheduler ends the waits of {@link #await}
     */
    public static InstanceSet follow(Discovery discovery, EndpointName name, ScheduledExecutorService scheduler) {
        return follow(discovery, name, scheduler, instances -> {});
    }

    /**
     * Starts to follow an endpoint.
     *
     * @param scheduler ends the waits of {@link #await}
     * @param onChange hears of each new list, after {@link #current} shows it; must not block
     */
    public static InstanceSet follow(
            Discovery discovery,
            EndpointName name,
            ScheduledExecutorService scheduler,
            Consumer<List<Instance>> onChange) {
        return new InstanceSet(name, discovery, scheduler, onChange);
    }

    /**
     * Waits until an endpoint has an instance, and leaves no watch behind. For a caller that needs it once.
     *
     * @return as {@link #await}
     */
    public static CompletionStage<List<Instance>> awaitInstances(
            Discovery discovery, EndpointName name, Duration bound, ScheduledExecutorService scheduler) {
        InstanceSet set = follow(discovery, name, scheduler);
        return set.await(bound).whenComplete((instances, failure) -> set.close());
    }

    /** Returns the endpoint that is followed. */
    public EndpointName name() {
        return name;
    }

    /** Returns the instances known now, ordered by unsigned id; empty until the watch has heard of one. Immutable. */
    public List<Instance> current() {
        return current;
    }

    /** Returns a stage that completes once {@link #current} holds what was there at the start; see {@link Watch#ready}. */
    public CompletionStage<Void> ready() {
        return watch.ready();
    }

    /**
     * Waits until there is an instance. A list that is not empty now completes the stage at once.
     *
     * @param bound how long to wait at most
     * @return the list; fails with {@link PlaneException.NoInstances} at the bound, naming the endpoint, the store and what to check,
     *     and with {@link PlaneException.Closed} if this is closed first
     */
    public CompletionStage<List<Instance>> await(Duration bound) {
        CompletableFuture<List<Instance>> waiter = new CompletableFuture<>();
        synchronized (waiters) {
            waiters.add(waiter);
        }
        arm(waiter, bound, () -> giveUp(waiter, bound));
        settle();
        watch.ready().whenComplete((done, failure) -> {
            if (failure != null) {
                fail(waiter, closedError());
            }
        });
        if (closed) {
            fail(waiter, closedError());
        }
        return waiter;
    }

    private void arm(CompletableFuture<?> waiter, Duration delay, Runnable step) {
        ScheduledFuture<?> timer = scheduler.schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
        waiter.whenComplete((done, failure) -> timer.cancel(false));
    }

    private void take(DiscoveryEvent event) {
        if (event instanceof DiscoveryEvent.Put put) {
            byId.put(put.id().instanceId(), put.instance());
        } else {
            byId.remove(event.id().instanceId());
        }
        current = List.copyOf(byId.values());
        settle();
        onChange.accept(current);
    }

    private void settle() {
        List<Instance> found = current;
        if (found.isEmpty()) {
            return;
        }
        List<CompletableFuture<List<Instance>>> done;
        synchronized (waiters) {
            done = List.copyOf(waiters);
            waiters.clear();
        }
        done.forEach(waiter -> waiter.complete(found));
    }

    private void giveUp(CompletableFuture<List<Instance>> waiter, Duration bound) {
        arm(waiter, BOUND_ON_HELP, () -> fail(waiter, noInstances(bound, "")));
        discovery
                .list()
                .whenComplete(
                        (all, failure) -> fail(waiter, noInstances(bound, failure == null ? othersThere(all) : "")));
    }

    private PlaneException noInstances(Duration bound, String others) {
        StoreDescription store = discovery.description();
        return new PlaneException.NoInstances("no instances found for endpoint " + name + " within " + bound.toMillis()
                + " ms in " + store + others + "; " + store.advice());
    }

    private static String othersThere(List<Instance> all) {
        List<String> names = all.stream()
                .map(instance -> instance.id().name().path())
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return ", which has no instances";
        }
        String more = names.size() > NAMES_TOLD ? " and " + (names.size() - NAMES_TOLD) + " more" : "";
        return names.stream().limit(NAMES_TOLD).collect(Collectors.joining(", ", ", which has ", more));
    }

    private void fail(CompletableFuture<List<Instance>> waiter, Throwable failure) {
        synchronized (waiters) {
            waiters.removeIf(each -> each == waiter);
        }
        waiter.completeExceptionally(failure);
    }

    private PlaneException closedError() {
        return new PlaneException.Closed("The watch of " + name + " was closed while somebody waited for an instance");
    }

    /** Ends the watch and fails whoever still waits. Idempotent. {@link #current} keeps the last list. */
    @Override
    public void close() {
        closed = true;
        watch.close();
        List<CompletableFuture<List<Instance>>> left;
        synchronized (waiters) {
            left = List.copyOf(waiters);
        }
        left.forEach(waiter -> fail(waiter, closedError()));
    }
}
