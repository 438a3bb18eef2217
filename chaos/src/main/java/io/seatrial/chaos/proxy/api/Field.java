package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.json.Json;
import java.util.function.Consumer;

/**
 * A field of a Go struct.
 *
 * @param name its name in JSON
 * @param path what complaints call it
 * @param type its Go type
 * @param numeric whether a number that does not fit is shown in a complaint
 * @param put takes a value that is not {@code null}, or says that it does not fit
 */
record Field(String name, String path, String type, boolean numeric, Taker put) {

    /** Takes a value. */
    @FunctionalInterface
    interface Taker {
        /** Returns whether the value fits. */
        boolean take(Json value);
    }

    static Field text(String owner, String name, Consumer<String> put) {
        return new Field(name, owner + "." + name, "string", false, value -> {
            if (value instanceof Json.Text text) {
                put.accept(text.value());
                return true;
            }
            return false;
        });
    }

    static Field flag(String owner, String name, Consumer<Boolean> put) {
        return new Field(name, owner + "." + name, "bool", false, value -> {
            if (value instanceof Json.Bool bool) {
                put.accept(bool.value());
                return true;
            }
            return false;
        });
    }

    static Field whole(String owner, String name, String type, Consumer<Long> put) {
        return new Field(name, owner + "." + name, type, true, value -> {
            try {
                if (value instanceof Json.Num num && num.literal().matches("-?\\d+")) {
                    put.accept(Long.parseLong(num.literal()));
                    return true;
                }
            } catch (NumberFormatException e) {
                return false; // more than 64 bits
            }
            return false;
        });
    }

    static Field fraction(String owner, String name, Consumer<Float> put) {
        return new Field(name, owner + "." + name, "float32", true, value -> {
            if (value instanceof Json.Num num && !Float.isInfinite(Float.parseFloat(num.literal()))) {
                put.accept(Float.parseFloat(num.literal()));
                return true;
            }
            return false;
        });
    }

    static Field object(String owner, String name, String type, Consumer<Json.Obj> put) {
        return new Field(name, owner + "." + name, type, false, value -> {
            if (value instanceof Json.Obj object) {
                put.accept(object);
                return true;
            }
            return false;
        });
    }

    /** A member of ours, which is read elsewhere and with complaints of its own. */
    static Field any(String name, Consumer<Json> put) {
        return new Field(name, name, "", false, value -> {
            put.accept(value);
            return true;
        });
    }
}
