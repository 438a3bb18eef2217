package io.seatrial.wire;

/** A value of a closed list that travels as a JSON string. */
interface Labelled {

    /** Returns the value on the wire. */
    String label();

    /**
     * Finds a value by what travels.
     *
     * @param what the name of the list, for the error
     * @throws WireException if the list has no such value
     */
    static <E extends Labelled> E parse(E[] values, String what, String label) {
        for (E value : values) {
            if (value.label().equals(label)) {
                return value;
            }
        }
        throw WireException.malformed("unknown " + what + " \"" + label + "\"");
    }
}
