package io.seatrial.scenarios.outage;

import static org.awaitility.Awaitility.await;

import io.seatrial.chaos.process.WorkerSpec;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.spi.PlaneRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two worker processes, and a caller in this JVM that calls two of their endpoints all the time. */
final class TwoWorkersUnderLoad implements AutoCloseable {

    private static final Duration CEILING = Duration.ofSeconds(120);
    private static final List<String> ENDPOINTS = List.of("slow", "count");

    /** Enough for a router that calls in turn to have come by more than once. */
    private static final int SOME = 20;

    /** More than are under way. */
    private static final int ENOUGH = 100;

    private final MeetingPoint where;
    private final ServingProcess first;
    private final ServingProcess second;
    private final RecordedCaller caller;
    private final List<PlaneRouter> routers;
    private final List<Load> loads;
    private final List<ServingProcess> processes = new ArrayList<>();

    /**
     * Starts all, and returns when both workers are called.
     *
     * @param variables the caller's configuration
     */
    TwoWorkersUnderLoad(MeetingPoint where, Map<String, String> variables) throws IOException {
        this.where = where;
        this.first = start("1");
        this.second = start("2");
        this.caller = new RecordedCaller(where, variables);
        this.routers = ENDPOINTS.stream().map(caller::router).toList();
        awaitAvailable(first, second);
        this.loads = List.of(Load.start(routers.get(0), "3", 32), Load.start(routers.get(1), "3", 16));
        awaitCalled(first, second);
    }

    /** Starts a worker that comes back under the same identity; on NATS it has no port. */
    private ServingProcess start(String instance) throws IOException {
        List<String> options = new ArrayList<>(List.of("--instance", instance));
        if (!where.transport().equals(PlaneMode.NATS)) {
            options.addAll(List.of("--port", WorkerSpec.PORT));
        }
        ServingProcess process = ServingProcess.start(where, options.toArray(String[]::new));
        processes.add(process);
        return process;
    }

    ServingProcess first() {
        return first;
    }

    ServingProcess second() {
        return second;
    }

    /** Waits until the routers choose among these workers, and no others. */
    void awaitAvailable(ServingProcess... workers) {
        List<Long> ids = ids(workers);
        awaitRouters("a choice among " + ids, router -> router.available().equals(ids));
    }

    /** Waits until discovery announces these workers, and no others. */
    void awaitAnnounced(ServingProcess... workers) {
        List<Long> ids = ids(workers);
        awaitRouters("an announcement of " + ids, router -> router.announced().equals(ids));
    }

    private void awaitRouters(String what, Predicate<PlaneRouter> condition) {
        await(what).atMost(CEILING).until(() -> routers.stream().allMatch(condition));
    }

    private static List<Long> ids(ServingProcess... workers) {
        return Stream.of(workers)
                .map(ServingProcess::instance)
                .sorted(Long::compareUnsigned)
                .toList();
    }

    /** Waits until further requests have reached each of these workers at both endpoints. */
    void awaitCalled(ServingProcess... workers) {
        List<Integer> before = requests(workers);
        await("calls of " + ENDPOINTS + " at " + ids(workers)).atMost(CEILING).until(() -> {
            List<Integer> now = requests(workers);
            return IntStream.range(0, now.size()).allMatch(i -> now.get(i) >= before.get(i) + SOME);
        });
    }

    private static List<Integer> requests(ServingProcess... workers) {
        return Stream.of(workers)
                .flatMap(worker -> ENDPOINTS.stream().map(worker::requests))
                .toList();
    }

    /** Returns how many requests have failed so far. */
    int failures() {
        return loads.stream().mapToInt(load -> load.failures().size()).sum();
    }

    /** Returns what has failed so far. */
    List<Throwable> failed() {
        return loads.stream().flatMap(load -> load.failures().values().stream()).toList();
    }

    /** Returns whether more requests of an endpoint have failed than there are callers: then one has failed again after it heard of it. */
    boolean anyCallerFailedTwice() {
        return loads.stream().anyMatch(load -> load.failures().size() > load.callers());
    }

    /** Waits until requests were answered that begin now, and returns what failed of those. */
    List<Throwable> awaitFurtherReplies() {
        List<Integer> begun = loads.stream().map(Load::begun).toList();
        List<Integer> replies = loads.stream().map(Load::replies).toList();
        List<Throwable> failed = new ArrayList<>();
        for (int i = 0; i < loads.size(); i++) {
            Load load = loads.get(i);
            int enough = replies.get(i) + ENOUGH;
            await("further replies").atMost(CEILING).until(() -> load.replies() >= enough);
            failed.addAll(load.failures().tailMap(begun.get(i), false).values());
        }
        return failed;
    }

    /** Ends the load and closes the caller; returns what the caller saw. It tells which request hangs, if one does. */
    List<Event> end() {
        CompletableFuture<?>[] ends = loads.stream().map(Load::stop).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, CEILING.toSeconds(), TimeUnit.SECONDS)
                .join();
        return caller.end();
    }

    @Override
    public void close() {
        caller.close();
        processes.forEach(ServingProcess::close);
    }
}
