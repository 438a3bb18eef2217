package io.seatrial.chaos.fault;

/**
 * Nobody listens. A connect is refused, as if the server had ended; connections that there are live on.
 */
public record Refuse() implements Fault {

    @Override
    public String type() {
        return "refuse";
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
