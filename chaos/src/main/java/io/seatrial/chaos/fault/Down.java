package io.seatrial.chaos.fault;

/**
 * The link is down: nobody listens, and its connections are closed. A connect is refused; who was connected reads the end of the stream, on
 * both sides. Toxiproxy's disabled proxy.
 */
public record Down() implements Fault {

    @Override
    public String type() {
        return "down";
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
