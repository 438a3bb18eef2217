package io.seatrial.chaos.fault;

/**
 * Connects get no answer, neither yes nor no: the client's connect waits until its own time-out. The listener's queue is kept full, so that
 * the system drops what asks for a connection; when the fault is removed, a client that still tries gets through at its next try, which its
 * system makes after one second, then two, then four. Connections that there are live on. Linux; other systems may refuse instead.
 */
public record HangingConnect() implements Fault {

    @Override
    public String type() {
        return "hanging_connect";
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
