package io.seatrial.chaos.fault;

/**
 * Bytes pass at a limited rate. A piece arrives after the time that its size takes, large ones in parts of 100 ms. The sender's writes
 * stop for want of room once the buffers on the way are full; the receiver reads the same bytes more slowly. With a rate of 0 nothing
 * passes, the end of the stream neither, until the fault is removed or changed.
 *
 * @param kilobytesPerSecond the rate; a kilobyte is 1,000 bytes, as in Toxiproxy
 */
public record Bandwidth(long kilobytesPerSecond) implements Fault {

    /**
     * Checks the rate.
     *
     * @throws FaultException if it is negative
     */
    public Bandwidth {
        Check.atLeast(0, kilobytesPerSecond, "The rate of bandwidth");
    }

    static Bandwidth read(AttributeReader in) {
        return new Bandwidth(in.number("rate", 0));
    }

    @Override
    public String type() {
        return "bandwidth";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none().number("rate", kilobytesPerSecond);
    }
}
