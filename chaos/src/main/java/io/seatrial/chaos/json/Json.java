package io.seatrial.chaos.json;

import java.util.List;

/** A JSON value. */
public sealed interface Json {

    /** Returns what the parser calls a value of this kind in its messages. */
    String kind();

    /** The value {@code null}. */
    record Null() implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }

    /**
     * A truth value.
     *
     * @param value the value
     */
    record Bool(boolean value) implements Json {
        @Override
        public String kind() {
            return "bool";
        }
    }

    /**
     * A number, as it was written.
     *
     * @param literal its characters
     */
    record Num(String literal) implements Json {
        @Override
        public String kind() {
            return "number";
        }
    }

    /**
     * A string.
     *
     * @param value its text, escapes undone
     */
    record Text(String value) implements Json {
        @Override
        public String kind() {
            return "string";
        }
    }

    /**
     * An array.
     *
     * @param items its values
     */
    record Array(List<Json> items) implements Json {
        @Override
        public String kind() {
            return "array";
        }
    }

    /**
     * An object.
     *
     * @param members its members in order, also those whose name was given before
     */
    record Obj(List<Member> members) implements Json {
        @Override
        public String kind() {
            return "object";
        }
    }

    /**
     * A member of an object.
     *
     * @param name its name
     * @param value its value
     */
    record Member(String name, Json value) {}
}
