package io.seatrial.chaos.fault;

/**
 * The two sides cannot reach each other. Nothing moves on any connection in any direction, connects get no answer, and nobody is told. When
 * the fault is removed, everything goes on where it stopped, as TCP does when a partition was shorter than its patience.
 */
public record Partition() implements Fault {

    @Override
    public String type() {
        return "partition";
    }

    @Override
    public Scope scope() {
        return Scope.LINK;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none();
    }
}
