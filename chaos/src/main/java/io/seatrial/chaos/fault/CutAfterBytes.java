package io.seatrial.chaos.fault;

/**
 * The connection ends after so many bytes in the direction, counted on each connection from when the fault begins. The receiver reads
 * exactly these bytes, then the end; the sender's connection is closed too, and what it wrote beyond the limit is lost.
 *
 * @param bytes how many pass; with 0 the first byte ends the connection
 * @param ending how the connection ends
 */
public record CutAfterBytes(long bytes, Ending ending) implements Fault {

    /**
     * Checks the count.
     *
     * @throws FaultException if it is negative
     */
    public CutAfterBytes {
        Check.atLeast(0, bytes, "The number of bytes of limit_data");
    }

    static CutAfterBytes read(AttributeReader in) {
        return new CutAfterBytes(in.number("bytes", 0), in.choice("ending", Ending.CLOSE));
    }

    @Override
    public String type() {
        return "limit_data";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        Attributes out = Attributes.none().number("bytes", bytes);
        return ending == Ending.CLOSE ? out : out.text("ending", ending.text());
    }
}
