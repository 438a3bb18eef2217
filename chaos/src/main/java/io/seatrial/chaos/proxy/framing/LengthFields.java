package io.seatrial.chaos.proxy.framing;

import java.util.List;

/**
 * A frame as groups, each of some big-endian lengths and then as many bytes as these say together.
 *
 * @param groups the groups in order
 */
record LengthFields(List<Group> groups) {

    /**
     * Some lengths.
     *
     * @param widths the size of each length in bytes
     * @param ignored bytes between the lengths and what they count
     */
    record Group(List<Integer> widths, int ignored) {}

    /** Path, headers and payload, each behind its length: two, two and four bytes. */
    static LengthFields request() {
        return new LengthFields(List.of(new Group(List.of(2), 0), new Group(List.of(2), 0), new Group(List.of(4), 0)));
    }

    /** A length of four bytes and a body. */
    static LengthFields acknowledgement() {
        return new LengthFields(List.of(new Group(List.of(4), 0)));
    }

    /** Two lengths of eight bytes, a checksum, then both parts. */
    static LengthFields twoPart() {
        return new LengthFields(List.of(new Group(List.of(8, 8), 8)));
    }
}
