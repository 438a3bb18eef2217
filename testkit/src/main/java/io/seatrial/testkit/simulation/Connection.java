package io.seatrial.testkit.simulation;

import java.net.InetSocketAddress;

/** A connection: its two ends and the two directions between them. */
final class Connection {

    private final Link link;
    private final Endpoint client;
    private final Endpoint server;
    private final Pipe forward;
    private final Pipe back;
    private final Fabric fabric;

    /** Creates a connection on which nothing has been sent. */
    Connection(Link link, InetSocketAddress source, InetSocketAddress target, Fabric fabric) {
        this.link = link;
        this.fabric = fabric;
        this.client = new Endpoint(this, source, target, fabric);
        this.server = new Endpoint(this, target, source, fabric);
        this.forward = new Pipe(new Wire(link, fabric), fabric.recorder(), client, server);
        this.back = new Pipe(new Wire(link.back(), fabric), fabric.recorder(), server, client);
    }

    Link link() {
        return link;
    }

    Endpoint client() {
        return client;
    }

    Endpoint server() {
        return server;
    }

    Pipe pipeFrom(Endpoint sender) {
        return sender == client ? forward : back;
    }

    Endpoint peerOf(Endpoint endpoint) {
        return endpoint == client ? server : client;
    }

    /** Asks the policy again about what both directions held. */
    void resume() {
        forward.wire().resume();
        back.wire().resume();
    }

    /** Resets both ends at once, as a box in the middle does. */
    void reset() {
        forward.cut();
        back.cut();
        client.arrivedReset();
        server.arrivedReset();
    }

    /** Frees the connection when neither end needs it any more. */
    void releaseIfDone() {
        if (client.isDone() && server.isDone()) {
            fabric.release(this);
        }
    }
}
