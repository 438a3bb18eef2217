package io.seatrial.wire;

import io.netty.buffer.ByteBuf;

/** JSON as bytes, for those who put items together or take them apart without a tree. */
public final class WireJson {

    private WireJson() {}

    /**
     * Checks that the readable bytes are one JSON text: an item that can be sent.
     *
     * @param json left as it is
     * @throws WireException if they are not; it says at which byte
     */
    public static void check(ByteBuf json) {
        JsonReader.read(json, in -> {
            in.skipValue();
            return json;
        });
    }

    /**
     * Reads one JSON string.
     *
     * @param json left as it is
     * @throws WireException if it is none
     */
    public static String readString(ByteBuf json) {
        return JsonReader.read(json, JsonReader::readString);
    }

    /** Writes a text as a JSON string, quotes included. */
    public static void writeString(ByteBuf out, String text) {
        out.writeBytes(JsonWriter.write(json -> json.string(text)));
    }
}
