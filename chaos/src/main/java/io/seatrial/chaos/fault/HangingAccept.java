package io.seatrial.chaos.fault;

/**
 * Connects succeed and nothing comes of them. The client is connected, may write until its buffers are full, and hears nothing; the server
 * learns nothing of it. When the fault is removed, the connections that wait go on.
 */
public record HangingAccept() implements Fault {

    @Override
    public String type() {
        return "hanging_accept";
    }

    @Override
    public Scope scope() {
        return Scope.ACCEPT;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none();
    }
}
