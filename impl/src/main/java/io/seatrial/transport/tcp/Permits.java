package io.seatrial.transport.tcp;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the requests in flight on one connection. Nobody waits here: who gets no permit goes elsewhere. */
final class Permits {

    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    Permits(int limit) {
        this.limit = limit;
    }

    boolean tryAcquire() {
        int now = taken.get();
        while (now < limit) {
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
            now = taken.get();
        }
        return false;
    }

    void release() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }
}
