package io.seatrial.testkit.simulation;

import io.seatrial.testkit.simulation.WorldEvent.Kind;

/** The handshake of TCP: three packets, each with the latency of its link. The client has its connection before the server has. */
final class ConnectAttempt {

    /** Told how it ended; of the two at most one is called, once. */
    interface Result {
        /** There is a connection. */
        void connected(Endpoint client);

        /** Nobody listens there. */
        void refused();
    }

    private final Connection connection;
    private final Fabric fabric;
    private final Result result;
    private boolean abandoned;

    ConnectAttempt(Connection connection, Fabric fabric, Result result) {
        this.connection = connection;
        this.fabric = fabric;
        this.result = result;
    }

    /** Sends the first packet to a machine. */
    void begin(Host to) {
        forward().carry(0, () -> requestArrived(to));
    }

    /** Gives up: the result is told nothing any more. */
    void abandon() {
        abandoned = true;
        fabric.release(connection);
    }

    private void requestArrived(Host to) {
        to.listenerAt(connection.server().local())
                .ifPresentOrElse(
                        listening -> back().carry(0, () -> answerArrived(listening)),
                        () -> back().carry(0, this::refusalArrived));
    }

    private void refusalArrived() {
        if (!abandoned) {
            fabric.recorder().record(Kind.REFUSED, connection.link().name());
            fabric.release(connection);
            result.refused();
        }
    }

    private void answerArrived(Listening listening) {
        if (!abandoned) {
            fabric.recorder().record(Kind.CONNECTED, connection.link().name());
            forward().carry(0, () -> listening.established(connection.server()));
            result.connected(connection.client());
        }
    }

    private Wire forward() {
        return connection.pipeFrom(connection.client()).wire();
    }

    private Wire back() {
        return connection.pipeFrom(connection.server()).wire();
    }
}
