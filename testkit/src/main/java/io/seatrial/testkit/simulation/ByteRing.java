package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A first-in, first-out queue of bytes that grows as needed. */
final class ByteRing {

    private static final int FIRST_CAPACITY = 256;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /** Appends bytes of a buffer, whose indexes stay. */
    void put(ByteBuf source, int index, int length) {
        ensure(size + length);
        int tail = (head + size) % bytes.length;
        int first = Math.min(length, bytes.length - tail);
        source.getBytes(index, bytes, tail, first);
        source.getBytes(index + first, bytes, 0, length - first);
        size += length;
    }

    /** Moves the oldest bytes to a buffer. */
    void take(ByteBuf target, int length) {
        int first = Math.min(length, bytes.length - head);
        target.writeBytes(bytes, head, first);
        target.writeBytes(bytes, 0, length - first);
        discard(length);
    }

    /** Removes the oldest bytes. */
    void discard(int length) {
        head = (head + length) % bytes.length;
        size -= length;
    }

    /** Copies bytes from the middle. */
    byte[] peek(int offset, int length) {
        byte[] copy = new byte[length];
        int from = (head + offset) % bytes.length;
        int first = Math.min(length, bytes.length - from);
        System.arraycopy(bytes, from, copy, 0, first);
        System.arraycopy(bytes, 0, copy, first, length - first);
        return copy;
    }

    /** Removes the newest bytes. */
    void truncate(int newSize) {
        size = newSize;
    }

    private void ensure(int needed) {
        if (needed <= bytes.length) {
            return;
        }
        bytes = Arrays.copyOf(peek(0, size), Math.max(needed, bytes.length * 2));
        head = 0;
    }
}
