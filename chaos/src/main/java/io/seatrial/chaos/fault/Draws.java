package io.seatrial.chaos.fault;

import io.seatrial.testkit.history.Fnv64;
import java.util.SplittableRandom;

/**
 * A stream of random numbers from a seed and a name: streams with other names neither shift it nor are shifted by it, and it is the same
 * on every JDK, for it uses nothing but the generator's 64 bits. Not safe for use by several threads.
 */
public final class Draws {

    private static final double UNIT = 0x1.0p-53;

    private final SplittableRandom random;

    private Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * Returns the stream of that name.
     *
     * @param name the parts of the name, from the outside in
     */
    public static Draws of(long seed, String... name) {
        Fnv64 hash = new Fnv64().update(seed);
        for (String part : name) {
            hash.update(part);
        }
        return new Draws(hash.value());
    }

    /** Returns a number from 0 up to, and without, 1. */
    public double unit() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    /** Returns a whole number from 0 up to, and without, the bound. */
    public long below(long bound) {
        return (long) (unit() * bound);
    }
}
