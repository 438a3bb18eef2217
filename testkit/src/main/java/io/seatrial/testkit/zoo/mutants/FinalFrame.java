package io.seatrial.testkit.zoo.mutants;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the final frame of an answer among the messages of one write. */
final class FinalFrame {

    private static final int HEADER = 24;
    private static final String MARK = "\"complete_final\":true";

    private FinalFrame() {}

    /** Returns the messages without the final frame. */
    static byte[] removedFrom(byte[] messages) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int at = 0;
        while (messages.length - at >= HEADER) {
            ByteBuffer lengths = ByteBuffer.wrap(messages, at, HEADER);
            long length = HEADER + lengths.getLong() + lengths.getLong();
            int end = (int) Math.min(messages.length, at + length);
            byte[] message = Arrays.copyOfRange(messages, at, end);
            if (!contains(message)) {
                kept.writeBytes(message);
            }
            at = end;
        }
        kept.write(messages, at, messages.length - at);
        return kept.toByteArray();
    }

    private static boolean contains(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1).contains(MARK);
    }
}
