package io.seatrial.testkit.simulation;

import java.util.random.RandomGenerator;

/**
 * A network without faults that still shows what TCP may do: half of the segments end in the middle of what was written, some after a
 * few bytes, and latencies vary, so that later segments catch up with earlier ones and are read together with them.
 */
enum HealthyLinks implements LinkPolicy {
    INSTANCE;

    private static final long SHORTEST_NANOS = 20_000;
    private static final long LONGEST_NANOS = 1_000_000;
    private static final int TINY_BYTES = 8;

    @Override
    public int segmentBytes(Link link, int waiting, RandomGenerator random) {
        int kind = random.nextInt(8);
        if (kind < 4) {
            return waiting;
        }
        return 1 + random.nextInt(kind == 4 ? Math.min(waiting, TINY_BYTES) : waiting);
    }

    @Override
    public long latencyNanos(Link link, int bytes, RandomGenerator random) {
        return random.nextLong(SHORTEST_NANOS, LONGEST_NANOS);
    }
}
