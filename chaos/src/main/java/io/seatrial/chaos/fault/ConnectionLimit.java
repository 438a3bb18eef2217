package io.seatrial.chaos.fault;

import java.util.Locale;

/**
 * Only so many connections at a time. Those that there are when the fault begins are counted and left alone.
 *
 * @param connections how many
 * @param excess what becomes of one too many
 */
public record ConnectionLimit(int connections, Excess excess) implements Fault {

    /** What becomes of a connection too many. */
    public enum Excess {
        /** It is accepted and closed: the client reads the end of the stream. */
        CLOSE,
        /** It is accepted and reset: the client gets "connection reset". */
        RESET,
        /** It is not accepted until another ends: the client is connected, by the system, and waits. */
        WAIT;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the number.
     *
     * @throws FaultException if it is negative
     */
    public ConnectionLimit {
        Check.atLeast(0, connections, "The number of connections of connection_limit");
    }

    static ConnectionLimit read(AttributeReader in) {
        return new ConnectionLimit(in.integer("connections", 0), in.choice("excess", Excess.CLOSE));
    }

    @Override
    public String type() {
        return "connection_limit";
    }

    @Override
    public Scope scope() {
        return Scope.LINK;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none().number("connections", connections).text("excess", excess.text());
    }
}
