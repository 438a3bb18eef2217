package io.seatrial.testkit.network;

import io.seatrial.plane.spi.NetworkIo;

/** A network whose local host is a given one, so that no case leaves the machine. */
final class LocalHostIo extends ForwardingIo {

    private final String localHost;

    LocalHostIo(NetworkIo io, String localHost) {
        super(io);
        this.localHost = localHost;
    }

    @Override
    public String localHost() {
        return localHost;
    }
}
