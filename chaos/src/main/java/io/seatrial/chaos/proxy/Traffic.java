package io.seatrial.chaos.proxy;

import io.seatrial.chaos.fault.Direction;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What has gone through a proxy since it was made. Safe for many threads. */
public final class Traffic {

    private final Map<Direction, LongAdder> received = counters();
    private final Map<Direction, LongAdder> sent = counters();

    Traffic() {}

    private static Map<Direction, LongAdder> counters() {
        Map<Direction, LongAdder> counters = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            counters.put(direction, new LongAdder());
        }
        return counters;
    }

    /** Returns how many bytes were read from senders in a direction. */
    public long received(Direction direction) {
        return counter(received, direction).sum();
    }

    /** Returns how many bytes were given to receivers in a direction. */
    public long sent(Direction direction) {
        return counter(sent, direction).sum();
    }

    LongAdder receivedCounter(Direction direction) {
        return counter(received, direction);
    }

    LongAdder sentCounter(Direction direction) {
        return counter(sent, direction);
    }

    private static LongAdder counter(Map<Direction, LongAdder> counters, Direction direction) {
        return Objects.requireNonNull(counters.get(direction));
    }
}
