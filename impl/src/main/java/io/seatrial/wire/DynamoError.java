package io.seatrial.wire;

import io.seatrial.plane.Profile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error as it travels in an item of a response stream (dynamo-tcp.md 1.5).
 *
 * @param type its kind
 * @param message what happened
 * @param causedBy what led to it, or {@code null}
 */
public record DynamoError(
        ErrorType type, String message, @Nullable DynamoError causedBy) {

    private static final List<String> SHAPE = List.of("error_type", "message", "caused_by");

    /** Creates an error. */
    public DynamoError {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(message, "message");
    }

    /** Creates an error without a cause. */
    public DynamoError(ErrorType type, String message) {
        this(type, message, null);
    }

    /** Returns whether this error, or one that led to it, is of a type. */
    public boolean hasType(ErrorType wanted) {
        for (DynamoError error = this; error != null; error = error.causedBy) {
            if (error.type == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Returns the display form: {@code <type>: <message>}, without causes. */
    public String display() {
        return type.display() + ": " + message;
    }

    void write(JsonWriter out) {
        int open = 0;
        for (DynamoError error = this; error != null; error = error.causedBy) {
            if (open > 0) {
                out.key("caused_by");
            }
            error.type.write(out.beginObject().key("error_type"));
            out.key("message").string(error.message);
            open++;
        }
        for (; open > 0; open--) {
            out.endObject();
        }
    }

    static DynamoError read(JsonReader in, Profile profile) {
        JsonFields fields = new JsonFields(in, SHAPE);
        @Nullable ErrorType type = null;
        @Nullable String message = null;
        @Nullable DynamoError causedBy = null;
        for (int field = fields.next(); field >= 0; field = fields.next()) {
            switch (field) {
                case 0 -> type = ErrorType.read(in, profile);
                case 1 -> message = in.readString();
                default -> causedBy = in.isNull() ? null : read(in, profile);
            }
        }
        return new DynamoError(fields.required(type, 0), fields.required(message, 1), causedBy);
    }
}
