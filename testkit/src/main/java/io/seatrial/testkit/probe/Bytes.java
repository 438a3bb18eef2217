package io.seatrial.testkit.probe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds bytes field by field, integers with the high byte first, as all wires of the model have them. */
public final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Bytes() {}

    /** Begins with nothing. */
    public static Bytes empty() {
        return new Bytes();
    }

    /** Returns the UTF-8 bytes of a text. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the text of UTF-8 bytes. */
    public static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Returns several runs of bytes as one. */
    public static byte[] concat(byte[]... parts) {
        Bytes all = empty();
        for (byte[] part : parts) {
            all.raw(part);
        }
        return all.toArray();
    }

    /** Adds an unsigned 16-bit number; its higher bits are dropped. */
    public Bytes u16(int value) {
        return raw(ByteBuffer.allocate(Short.BYTES).putShort((short) value).array());
    }

    /** Adds an unsigned 32-bit number; its higher bits are dropped. */
    public Bytes u32(long value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array());
    }

    /** Adds an unsigned 64-bit number. */
    public Bytes u64(long value) {
        return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Adds bytes as they are. */
    public Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Returns what was added. */
    public byte[] toArray() {
        return out.toByteArray();
    }
}
