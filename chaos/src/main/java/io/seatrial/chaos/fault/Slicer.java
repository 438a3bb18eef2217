package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * Bytes arrive in small pieces, each sent as a segment of its own. The sender sees nothing; the receiver reads the same bytes, but what was
 * written together is not read together.
 *
 * @param averageSize the size of a piece, in bytes
 * @param variation by how much sizes differ from it, at most; less than {@code averageSize}
 * @param delay the pause after each piece; JSON has it in microseconds, as Toxiproxy does
 */
public record Slicer(int averageSize, int variation, Duration delay) implements Fault {

    /**
     * Checks the sizes.
     *
     * @throws FaultException if a size or the delay is out of its range
     */
    public Slicer {
        Check.atLeast(1, averageSize, "The average size of slicer");
        Check.atLeast(0, variation, "The size variation of slicer");
        Check.require(
                variation < averageSize,
                "The size variation of slicer is " + variation + ": it must be less than the average size, "
                        + averageSize);
        Check.notNegative(delay, "The delay of slicer");
    }

    static Slicer read(AttributeReader in) {
        return new Slicer(in.integer("average_size", 1), in.integer("size_variation", 0), in.micros("delay"));
    }

    @Override
    public String type() {
        return "slicer";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none()
                .number("average_size", averageSize)
                .number("size_variation", variation)
                .micros("delay", delay);
    }
}
