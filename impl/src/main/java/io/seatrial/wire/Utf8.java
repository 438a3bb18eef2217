package io.seatrial.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict UTF-8: what the standard library by default replaces silently is an error on this wire. */
final class Utf8 {

    private Utf8() {}

    /** Returns the text of {@code bytes[from, from + length)}, or {@code null} if it is not UTF-8. */
    static @Nullable String decode(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
