package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.seatrial.plane.Profile;
import io.seatrial.wire.Annotated;
import io.seatrial.wire.DynamoError;
import io.seatrial.wire.ErrorType;
import io.seatrial.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** One item of an answer: a JSON value, by convention an annotated one (dynamo-tcp.md 1.5). */
public final class ResponseItem {

    private static final byte[] QUOTED_ERROR = "\"error\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ESCAPED_ASCII = "\\u00".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;

    private ResponseItem(byte[] json) {
        this.json = json;
    }

    /** Returns the item with this JSON, which must not be changed afterwards. */
    public static ResponseItem of(byte[] json) {
        return new ResponseItem(Objects.requireNonNull(json, "json"));
    }

    /** Returns an item that says that something is wrong with the stream; the stream goes on. */
    static ResponseItem error(String message) {
        ByteBufAllocator heap = UnpooledByteBufAllocator.DEFAULT;
        ByteBuf encoded =
                Annotated.ofError(new DynamoError(ErrorType.UNKNOWN, message)).encode(heap);
        try {
            return new ResponseItem(ByteBufUtil.getBytes(encoded));
        } finally {
            encoded.release();
        }
    }

    /** Returns the JSON as it came; not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Returns whether this is an annotated item whose event says that it is an error. */
    public boolean isError() {
        return error().isPresent();
    }

    /** Returns the error of an annotated item that is one, as routers see it. */
    public Optional<DynamoError> error() {
        if (!mayBeError()) {
            return Optional.empty();
        }
        Annotated item;
        try {
            item = Annotated.decode(Unpooled.wrappedBuffer(json), Profile.REFERENCE);
        } catch (WireException e) {
            return Optional.empty(); // any other JSON: items need not be annotated
        }
        return item.isError() ? Optional.of(item.asError()) : Optional.empty();
    }

    /**
     * Returns {@code false} only if the item cannot hold the event of an error, which spares nearly every item the reading: it would hold the
     * word in quotes, or escape a letter of it.
     */
    private boolean mayBeError() {
        byte[] bytes = json;
        for (int i = 0; i < bytes.length - ESCAPED_ASCII.length; i++) {
            byte each = bytes[i];
            if (each == '"' ? bytes[i + 1] == 'e' && holds(QUOTED_ERROR, i) : each == '\\' && holds(ESCAPED_ASCII, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(byte[] part, int at) {
        int end = at + part.length;
        return end <= json.length && Arrays.equals(json, at, end, part, 0, part.length);
    }

    /** Returns the JSON as text. */
    @Override
    public String toString() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
