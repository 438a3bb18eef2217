package io.seatrial.chaos.fault;

/**
 * The link stands still, as a process that was stopped: nothing moves on any connection in any direction, and nobody is accepted, though the
 * system still completes connects. Nothing is lost; when the fault is removed, everything goes on.
 */
public record Pause() implements Fault {

    @Override
    public String type() {
        return "pause";
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
