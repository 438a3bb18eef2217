package io.seatrial.transport.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts what a peer may send for nothing: streams that it resets before they were answered (CVE-2023-44487), pings, settings. It may do
 * so a number of times in a window of time, and once more for each of its requests that was answered, so that who really works is never
 * cut off.
 */
final class FloodGuard {

    /** How often in a window, whatever else it does. */
    static final int FREE = 1000;

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final LongSupplier nanoTime;
    private long windowBegan;
    private int counted;
    private int answered;

    FloodGuard(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowBegan = nanoTime.getAsLong();
    }

    /** Counts one; returns whether it was one too many. */
    boolean isExceeded() {
        long now = nanoTime.getAsLong();
        if (now - windowBegan >= WINDOW_NANOS) {
            windowBegan = now;
            counted = 0;
            answered = 0;
        }
        counted++;
        return counted > FREE + answered;
    }

    /** Counts a request that was answered. */
    void answered() {
        answered++;
    }
}
