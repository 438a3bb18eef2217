package io.seatrial.wire;

import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a known shape: known keys in any order and at most once each, all others passed over, as the model's parser does
 * for every struct of this wire.
 */
final class JsonFields {

    private final JsonScanner in;
    private final JsonKey[] shape;
    private int seen;

    /** Moves into the object that is next. */
    JsonFields(JsonScanner in, JsonKey[] shape) {
        this.in = in;
        this.shape = shape;
        in.beginObject();
    }

    /** Returns a shape: the keys, by their place in it. */
    static JsonKey[] shape(String... keys) {
        JsonKey[] shape = new JsonKey[keys.length];
        for (int i = 0; i < keys.length; i++) {
            shape[i] = new JsonKey(keys[i]);
        }
        return shape;
    }

    /** Moves to the value of the next known key, and returns its place in the shape; -1, behind the object, if there is none. */
    int next() {
        while (in.nextKey()) {
            for (int field = 0; field < shape.length; field++) {
                if (in.keyIs(shape[field])) {
                    note(field);
                    return field;
                }
            }
            in.skipValue();
        }
        return -1;
    }

    /** Returns the value of a key that must have occurred. */
    <T> T required(@Nullable T value, int field) {
        if (value == null) {
            throw WireException.malformed("missing key \"" + shape[field] + "\"");
        }
        return value;
    }

    private void note(int field) {
        if ((seen & 1 << field) != 0) {
            throw in.fail("duplicate key \"" + shape[field] + "\"");
        }
        seen |= 1 << field;
    }
}
