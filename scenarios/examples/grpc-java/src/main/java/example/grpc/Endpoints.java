package example.grpc;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What a server serves, with the requests under way at each endpoint. To look up and to count is one step: a drain misses nothing. */
final class Endpoints {

    private static final long DRAIN_SECONDS = 30;

    /** One endpoint. Its requests are counted under the lock of all. */
    final class Entry {
        private final EndpointId id;
        private final RequestHandler handler;
        private final HealthListener health;
        private final CompletableFuture<Void> idle = new CompletableFuture<>();
        private CompletableFuture<DrainReport> drained;
        private int running;
        private boolean removed;

        private Entry(EndpointId id, RequestHandler handler, HealthListener health) {
            this.id = id;
            this.handler = handler;
            this.health = health;
        }

        RequestHandler handler() {
            return handler;
        }

        /** One request has ended. */
        void ended() {
            boolean last;
            synchronized (Endpoints.this) {
                running--;
                last = removed && running == 0;
            }
            if (last) {
                idle.complete(null);
            }
        }

        private int running() {
            synchronized (Endpoints.this) {
                return running;
            }
        }
    }

    private final Map<String, Entry> served = new HashMap<>();
    private final List<Entry> draining = new ArrayList<>();
    private boolean closed;

    void add(EndpointId id, RequestHandler handler, HealthListener health) {
        synchronized (this) {
            if (closed) {
                throw new PlaneException.Closed("the server was closed");
            }
            if (served.putIfAbsent(id.path(), new Entry(id, handler, health)) != null) {
                throw new PlaneException.DuplicateEndpoint(id + " is registered already");
            }
        }
        health.onHealth(id, true);
    }

    /** Counts a request, if there is somebody to take it. */
    synchronized Optional<Entry> take(String path) {
        Optional<Entry> entry = Optional.ofNullable(served.get(path));
        entry.ifPresent(found -> found.running++);
        return entry;
    }

    CompletionStage<DrainReport> remove(String path) {
        Entry entry;
        boolean idle;
        synchronized (this) {
            entry = served.remove(path);
            if (entry == null) {
                return CompletableFuture.completedFuture(DrainReport.IDLE);
            }
            idle = entry.running == 0;
            entry.removed = true;
            entry.drained = drain(entry, entry.running);
            draining.add(entry);
        }
        entry.health.onHealth(entry.id, false);
        if (idle) {
            entry.idle.complete(null);
        }
        return entry.drained;
    }

    private CompletableFuture<DrainReport> drain(Entry entry, int running) {
        return entry.idle
                .thenApply(idle -> new DrainReport(running, 0))
                .completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS)
                .thenApply(report -> {
                    forget(entry);
                    return report == null ? new DrainReport(running, entry.running()) : report;
                });
    }

    private synchronized void forget(Entry entry) {
        draining.remove(entry);
    }

    /** Removes all endpoints, and waits for those that were removed before, too; from now on none can be added. */
    CompletionStage<DrainReport> close() {
        List<String> paths;
        synchronized (this) {
            closed = true;
            paths = List.copyOf(served.keySet());
        }
        Set<CompletionStage<DrainReport>> drains = new LinkedHashSet<>();
        paths.forEach(path -> drains.add(remove(path)));
        synchronized (this) {
            draining.forEach(entry -> drains.add(entry.drained));
        }
        CompletionStage<DrainReport> all = CompletableFuture.completedFuture(DrainReport.IDLE);
        for (CompletionStage<DrainReport> one : drains) {
            all = all.thenCombine(one, DrainReport::plus);
        }
        return all;
    }

    synchronized int running() {
        return served.values().stream().mapToInt(entry -> entry.running).sum()
                + draining.stream().mapToInt(entry -> entry.running).sum();
    }
}
