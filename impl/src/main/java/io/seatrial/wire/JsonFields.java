package io.seatrial.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a known shape: known keys in any order and at most once each, all others passed over, as the model's parser does
 * for every struct of this wire.
 */
final class JsonFields {

    private final JsonReader in;
    private final List<String> shape;
    private int seen;

    /** Moves into the object that is next; its shape are the keys, of which each has its place. */
    JsonFields(JsonReader in, List<String> shape) {
        this.in = in;
        this.shape = shape;
        in.beginObject();
    }

    /** Moves to the value of the next known key, and returns its place in the shape; -1, at the object's end, if there is none. */
    int next() {
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            int field = shape.indexOf(key);
            if (field >= 0) {
                note(field);
                return field;
            }
            in.skipValue();
        }
        return -1;
    }

    /** Returns the value of a key that must have occurred. */
    <T> T required(@Nullable T value, int field) {
        if (value == null) {
            throw WireException.malformed("missing key \"" + shape.get(field) + "\"");
        }
        return value;
    }

    private void note(int field) {
        if ((seen & 1 << field) != 0) {
            throw in.fail("duplicate key \"" + shape.get(field) + "\"");
        }
        seen |= 1 << field;
    }
}
