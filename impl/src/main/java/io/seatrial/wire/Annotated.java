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

    private static final JsonKey[] SHAPE = JsonFields.shape("data", "id", "event", "comment", "error");

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
        JsonWriter out = new JsonWriter(64 + (data == null ? 0 : data.readableBytes()));
        Members members = new Members(out);
        if (data != null) {
            members.key("data").raw(data);
        }
        if (id != null) {
            members.key("id").string(id);
        }
        if (event != null) {
            members.key("event").string(event);
        }
        if (comment != null) {
            members.key("comment").strings(comment);
        }
        if (error != null) {
            error.write(members.key("error"));
        }
        members.close();
        ByteBuf json = allocator.ioBuffer(out.length());
        out.writeTo(json);
        return json;
    }

    /**
     * Reads an item.
     *
     * @param item JSON, left as it is; the data is a retained slice of it
     * @param profile whether an error type that 1.0.x does not know is refused, or read as unknown
     * @throws WireException if it is no such item
     */
    public static Annotated decode(ByteBuf item, Profile profile) {
        JsonScanner in = new JsonScanner(item);
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
                case 3 -> comment = in.tryNull() ? null : in.readStrings();
                default -> error = in.tryNull() ? null : DynamoError.read(in, profile);
            }
        }
        in.finish();
        return new Annotated(data == null ? null : data.retain(), id, event, comment, error);
    }

    /** Releases the data if there is any. */
    public void release() {
        if (data != null) {
            data.release();
        }
    }

    /** The members of an object, of which any may be left out. */
    private static final class Members {

        private final JsonWriter out;
        private char before = '{';

        Members(JsonWriter out) {
            this.out = out;
        }

        JsonWriter key(String key) {
            out.put(before).string(key).put(':');
            before = ',';
            return out;
        }

        void close() {
            if (before == '{') {
                out.put('{');
            }
            out.put('}');
        }
    }
}
