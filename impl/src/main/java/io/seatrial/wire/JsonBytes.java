package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of one JSON text, by their index in the buffer. They are read through a window on the heap: byte by byte, a checked read of
 * a direct buffer costs several times what an array costs. The window is small, so a text of any size takes the same memory.
 */
final class JsonBytes {

    private static final int WINDOW = 4096;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    final int start;
    final int end;

    private final ByteBuf in;
    private final byte[] window;
    /** What the window holds: the bytes from {@code low} to before {@code high}, each at its index plus {@code delta}. */
    private int low;

    private int high;
    private int delta;

    /** Reads the readable bytes; the buffer's indices stay as they are. */
    JsonBytes(ByteBuf in) {
        this(in, WINDOW);
    }

    JsonBytes(ByteBuf in, int windowBytes) {
        this.in = in;
        this.start = in.readerIndex();
        this.end = in.writerIndex();
        if (in.hasArray()) {
            window = in.array();
            low = start;
            high = end;
            delta = in.arrayOffset();
        } else {
            window = new byte[Math.min(windowBytes, end - start)];
            low = start;
            high = start;
        }
    }

    /** Returns the byte at an index before the end, as a number from 0 to 255. */
    int at(int index) {
        if (index < low || index >= high) {
            move(index);
        }
        return window[index + delta] & 0xFF;
    }

    /** Returns the byte at an index, or -1 behind the end. */
    int atOrNone(int index) {
        return index < end ? at(index) : -1;
    }

    /**
     * Returns the index of the next byte, at or behind {@code index}, that means something in a string: a quote, a backslash, a control
     * character, a byte that is not ASCII. It may return one before that.
     */
    int skipPlain(int index) {
        int p = index;
        while (p >= low && p + Long.BYTES <= high) {
            long word = (long) LONGS.get(window, p + delta);
            long quote = word ^ (ONES * '"');
            long backslash = word ^ (ONES * '\\');
            // A byte below a bound borrows from its neighbour above, so the lowest bit set is exact.
            long special = ((word - ONES * 0x20) | ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | word)
                    & HIGHS;
            if (special != 0) {
                return p + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            p += Long.BYTES;
        }
        return p;
    }

    /** Returns the index of the next byte, at or behind {@code index}, that is no decimal digit. */
    int skipDigits(int index) {
        int p = index;
        while (p < end) {
            int c = at(p);
            if (c < '0' || c > '9') {
                return p;
            }
            p++;
        }
        return p;
    }

    /** Returns whether the bytes from an index on are these; there must be enough of them. */
    boolean equal(int index, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (at(index + i) != (bytes[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a copy of the bytes from {@code from} to before {@code to}. */
    byte[] copy(int from, int to) {
        byte[] bytes = new byte[to - from];
        in.getBytes(from, bytes);
        return bytes;
    }

    /** Returns the bytes from {@code from} to before {@code to} as a view of the buffer, not retained. */
    ByteBuf slice(int from, int to) {
        return in.slice(from, to - from);
    }

    private void move(int index) {
        low = index;
        high = Math.min(end, index + window.length);
        delta = -index;
        in.getBytes(index, window, 0, high - low);
    }
}
