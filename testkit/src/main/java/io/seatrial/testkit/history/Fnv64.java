package io.seatrial.testkit.history;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** FNV-1a, 64 bit: a hash that is the same on every JDK. Not for defence against anybody. Not safe for many threads. */
public final class Fnv64 {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long value = OFFSET_BASIS;

    /** Begins a hash. */
    public Fnv64() {}

    /** Returns the hash of a text. */
    public static long of(String text) {
        return new Fnv64().update(text).value();
    }

    /** Returns a hash as 16 digits of lower-case hex. */
    public static String hex(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }

    /** Adds a text and its length, so that the bounds between texts count. */
    public Fnv64 update(String text) {
        return update(text.getBytes(StandardCharsets.UTF_8)).update(text.length());
    }

    /** Adds bytes. */
    public Fnv64 update(byte[] bytes) {
        for (byte b : bytes) {
            add(b);
        }
        return this;
    }

    /** Adds a number, high byte first. */
    public Fnv64 update(long number) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            add((int) (number >>> shift));
        }
        return this;
    }

    /** Returns the hash of what was added so far. */
    public long value() {
        return value;
    }

    private void add(int octet) {
        value = (value ^ (octet & 0xff)) * PRIME;
    }
}
