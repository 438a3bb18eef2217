package io.seatrial.wire;

import java.nio.charset.StandardCharsets;

/** A key of a JSON object as its bytes, to be compared with those on the wire without making a string of them. */
final class JsonKey {

    final byte[] bytes;
    private final String text;

    JsonKey(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text;
    }
}
