package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.seatrial.plane.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of a response stream as endpoints of language models send it (dynamo-tcp.md 1.5). Every part may be absent, and is left out
 * then. Whoever holds it owns one reference of the data.
 *
 * @param data the value's JSON
 * @param id an id
 * @param event what the item is; {@value #ERROR_EVENT} for an error
 * @param comment remarks
 * @param error the error, for one
 */
public record Annotated(
        @Nullable ByteBuf data,
        @Nullable String id,
        @Nullable String event,
        @Nullable List<String> comment,
        @Nullable DynamoError error) {

    /** The event of an item that is an error. */
    public static final String ERROR_EVENT = "error";

    private static final List<String> SHAPE = List.of("data", "id", "event", "comment", "error");

    /** Creates an item; takes over the reference of the data. */
    public Annotated {
        comment = comment == null ? null : List.copyOf(comment);
    }

    /** Returns the item that is only a value. */
    public static Annotated ofData(ByteBuf data) {
        return new Annotated(data, null, null, null, null);
    }

    /** Returns the item that is an error. */
    public static Annotated ofError(DynamoError error) {
        return new Annotated(null, null, ERROR_EVENT, null, error);
    }

    /** Returns whether the item is an error: its event says so; an error object alone does not. */
    public boolean isError() {
        return ERROR_EVENT.equals(event);
    }

    /**
     * Returns the error of an item that is one, as routers see it: the error object, else one of unknown type made of the comments.
     *
     * @throws IllegalStateException if the item is no error
     */
    public DynamoError asError() {
        if (!isError()) {
            throw new IllegalStateException("The item is no error");
        }
        if (error != null) {
            return error;
        }
        boolean silent = comment == null || comment.isEmpty();
        return new DynamoError(ErrorType.UNKNOWN, silent ? "unknown error" : String.join("; ", comment));
    }

    /**
     * Returns the item's JSON, which is what a data frame carries; not the frame. A value in it is copied.
     *
     * @see StreamFrame#encodeItem
     */
    public ByteBuf encode(ByteBufAllocator allocator) {
        byte[] json = JsonWriter.write(this::write);
        return allocator.ioBuffer(json.length).writeBytes(json);
    }

    private void write(JsonWriter out) {
        out.beginObject();
        if (data != null) {
            out.key("data").raw(data);
        }
        if (id != null) {
            out.key("id").string(id);
        }
        if (event != null) {
            out.key("event").string(event);
        }
        if (comment != null) {
            out.key("comment").strings(comment);
        }
        if (error != null) {
            error.write(out.key("error"));
        }
        out.endObject();
    }

    /**
     * Reads an item.
     *
     * @param item JSON, left as it is; the data is a retained slice of it
     * @param profile whether an error type that 1.0.x does not know is refused, or read as unknown
     * @throws WireException if it is no such item
     */
    public static Annotated decode(ByteBuf item, Profile profile) {
        Annotated annotated = JsonReader.read(item, in -> read(in, profile));
        if (annotated.data != null) {
            annotated.data.retain();
        }
        return annotated;
    }

    private static Annotated read(JsonReader in, Profile profile) {
        JsonFields fields = new JsonFields(in, SHAPE);
        @Nullable ByteBuf data = null;
        @Nullable String id = null;
        @Nullable String event = null;
        @Nullable List<String> comment = null;
        @Nullable DynamoError error = null;
        for (int field = fields.next(); field >= 0; field = fields.next()) {
            switch (field) {
                case 0 -> data = in.readRaw();
                case 1 -> id = in.readOptionalString();
                case 2 -> event = in.readOptionalString();
                case 3 -> comment = in.isNull() ? null : in.readStrings();
                default -> error = in.isNull() ? null : DynamoError.read(in, profile);
            }
        }
        return new Annotated(data, id, event, comment, error);
    }

    /** Releases the data if there is any. */
    public void release() {
        if (data != null) {
            data.release();
        }
    }
}
