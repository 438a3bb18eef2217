package io.seatrial.testkit.simulation;

import io.seatrial.testkit.history.Fnv64;
import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014). What callers draw is computed here and not by the defaults of {@link RandomGenerator},
 * which have changed between JDKs.
 */
final class SeededRandom implements RandomGenerator {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double DOUBLE_UNIT = 0x1.0p-53;
    private static final int DOUBLE_BITS = 53;

    private long state;

    SeededRandom(long seed) {
        this.state = seed;
    }

    /** Returns the stream of that name: streams with other names neither shift it nor are shifted by it. */
    static SeededRandom stream(long seed, String name) {
        return new SeededRandom(mix(seed) ^ mix(Fnv64.of(name)));
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> Integer.SIZE);
    }

    @Override
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, is " + bound);
        }
        long drawn = nextLong() >>> 1;
        long result = drawn % bound;
        while (drawn - result + (bound - 1) < 0) { // the last, incomplete run of the modulus would favour small numbers
            drawn = nextLong() >>> 1;
            result = drawn % bound;
        }
        return result;
    }

    @Override
    public long nextLong(long origin, long bound) {
        return origin + nextLong(Math.subtractExact(bound, origin));
    }

    @Override
    public int nextInt(int bound) {
        return (int) nextLong((long) bound);
    }

    @Override
    public int nextInt(int origin, int bound) {
        return (int) nextLong(origin, (long) bound);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> (Long.SIZE - DOUBLE_BITS)) * DOUBLE_UNIT;
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        long drawn = 0;
        for (int i = 0; i < bytes.length; i++) {
            drawn = i % Long.BYTES == 0 ? nextLong() : drawn >>> Byte.SIZE;
            bytes[i] = (byte) drawn;
        }
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
