package io.seatrial.testkit.simulation;

/**
 * One direction of one connection.
 *
 * @param from the name of the process that sends
 * @param to the name of the process that receives
 * @param connection which connection between the process that opened it and the one that accepted it, from 1
 * @param forward whether this is the direction from the process that opened the connection
 */
public record Link(String from, String to, int connection, boolean forward) {

    /** Returns a name that is unique in its world: {@code caller->worker#3}, and {@code caller<-worker#3} for the way back. */
    public String name() {
        return forward ? from + "->" + to + "#" + connection : to + "<-" + from + "#" + connection;
    }

    /** Returns the other direction of the same connection. */
    public Link back() {
        return new Link(to, from, connection, !forward);
    }

    @Override
    public String toString() {
        return name();
    }
}
