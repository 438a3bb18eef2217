package io.seatrial.serving;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The accepted requests of one server: so many run at once, so many wait, in the order in which they came (dynamo-tcp.md 2.4). There
 * is no lock and no thread: whoever ends a request starts the next.
 */
public final class WorkQueue {

    private final int slots;
    private final AtomicInteger freePermits;
    private final AtomicInteger takenSlots = new AtomicInteger();
    private final Queue<Work> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Parked> parked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pumpCalls = new AtomicInteger();

    /** What became of a request. */
    public enum Outcome {
        /** The queue owns it. */
        ACCEPTED,
        /** There is no room; it is as it was. */
        FULL,
        /** Nothing can run it any more; it was discarded. */
        DEAD
    }

    /** A request that waits for a slot, and who hears that it got one. */
    private record Parked(Work work, Runnable admitted) {}

    /**
     * Creates a queue.
     *
     * @param permits how many requests run at once
     * @param slots how many more may wait for a permit
     */
    public WorkQueue(int permits, int slots) {
        this.freePermits = new AtomicInteger(permits);
        this.slots = slots;
    }

    /** Starts a request, or lets it wait for a permit. */
    public Outcome submit(Work work) {
        if (takenSlots.get() == 0 && takePermit()) {
            if (work.dispatch()) {
                return Outcome.ACCEPTED;
            }
            release();
            return Outcome.DEAD;
        }
        if (parked.isEmpty() && takeSlot()) {
            waiting.add(work);
            pump();
            return Outcome.ACCEPTED;
        }
        return Outcome.FULL;
    }

    /** Takes over a request for which there was no room. {@code admitted} runs, on any thread, when it has got a slot. */
    public void park(Work work, Runnable admitted) {
        parked.add(new Parked(work, admitted));
        pump();
    }

    /** Gives back the permit of a request that has ended. */
    public void release() {
        freePermits.incrementAndGet();
        pump();
    }

    /** Discards what waits. Requests that run are not touched. */
    public void discardWaiting() {
        for (Parked next = parked.poll(); next != null; next = parked.poll()) {
            next.work().discard();
        }
        for (Work next = waiting.poll(); next != null; next = waiting.poll()) {
            takenSlots.decrementAndGet();
            next.discard();
        }
    }

    /**
     * Moves requests on. Of several callers one works and the others leave it a mark to look again, which also keeps the stack flat
     * when an executor runs work at once.
     */
    private void pump() {
        if ((waiting.isEmpty() && parked.isEmpty()) || pumpCalls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            admitParked();
            while (!waiting.isEmpty() && takePermit()) {
                startNext();
                admitParked();
            }
            seen = pumpCalls.addAndGet(-seen);
        } while (seen != 0);
    }

    private void startNext() {
        Work next = waiting.poll();
        if (next == null) { // discarded meanwhile
            freePermits.incrementAndGet();
            return;
        }
        takenSlots.decrementAndGet();
        if (!next.dispatch()) {
            freePermits.incrementAndGet();
        }
    }

    private void admitParked() {
        while (!parked.isEmpty() && takeSlot()) {
            Parked next = parked.poll();
            if (next == null) { // discarded meanwhile
                takenSlots.decrementAndGet();
                return;
            }
            waiting.add(next.work());
            next.admitted().run();
        }
    }

    private boolean takePermit() {
        int free = freePermits.get();
        while (free > 0) {
            if (freePermits.compareAndSet(free, free - 1)) {
                return true;
            }
            free = freePermits.get();
        }
        return false;
    }

    private boolean takeSlot() {
        int taken = takenSlots.get();
        while (taken < slots) {
            if (takenSlots.compareAndSet(taken, taken + 1)) {
                return true;
            }
            taken = takenSlots.get();
        }
        return false;
    }
}
