package io.seatrial.testkit.simulation;

import io.seatrial.testkit.history.Fnv64;
import io.seatrial.testkit.simulation.WorldEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts what happens, hashes it, and hands it to who wants to see it. */
final class WorldRecorder {

    private final VirtualClock clock;
    private final Fnv64 hash = new Fnv64();
    private final List<Consumer<WorldEvent>> observers = new ArrayList<>();
    private long connections;
    private long chunks;
    private long bytes;
    private long tasks;

    WorldRecorder(VirtualClock clock) {
        this.clock = clock;
    }

    void observe(Consumer<WorldEvent> observer) {
        observers.add(observer);
    }

    void record(Kind kind, String subject) {
        record(kind, subject, 0, 0);
    }

    void record(Kind kind, String subject, long amount) {
        record(kind, subject, amount, 0);
    }

    void chunk(String subject, byte[] content) {
        record(Kind.CHUNK, subject, content.length, new Fnv64().update(content).value());
    }

    private void record(Kind kind, String subject, long amount, long contentHash) {
        switch (kind) {
            case ACCEPT -> connections++;
            case TASKS -> tasks += amount;
            case CHUNK -> {
                chunks++;
                bytes += amount;
            }
            default -> {
                // counted by nobody
            }
        }
        long nanos = clock.elapsedNanos();
        hash.update(nanos).update(kind.name()).update(subject).update(amount).update(contentHash);
        if (!observers.isEmpty()) {
            WorldEvent event = new WorldEvent(nanos, kind, subject, amount, contentHash);
            observers.forEach(observer -> observer.accept(event));
        }
    }

    long hash() {
        return hash.value();
    }

    Progress progress() {
        return new Progress(connections, chunks, bytes, tasks);
    }
}
