package io.seatrial.chaos.fault;

/**
 * One end is gone and nobody told the other. Bytes in the direction are swallowed, and so is their end, orderly or not: the sender's writes
 * succeed, the receiver waits and never learns that its peer closed or died. The other direction works. When the fault is removed, an end
 * that was swallowed is delivered. Swallowed bytes never are.
 */
public record HalfOpen() implements Fault {

    @Override
    public String type() {
        return "half_open";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none();
    }
}
