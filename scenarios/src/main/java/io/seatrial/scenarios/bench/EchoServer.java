package io.seatrial.scenarios.bench;

import io.seatrial.io.SocketIo;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import java.net.InetSocketAddress;

/** Sends bytes back, on any number of connections. */
final class EchoServer implements AutoCloseable {

    private final SocketIo io = SocketIo.open("bench-echo");
    private final Listener listener;

    EchoServer() {
        this.listener = Bench.join(io.listen(
                new InetSocketAddress("127.0.0.1", 0),
                channel -> channel.pipeline().addLast(new EchoHandler()),
                ChannelTuning.NO_DELAY));
    }

    InetSocketAddress address() {
        return listener.address();
    }

    @Override
    public void close() {
        Bench.join(listener.close());
        Bench.join(io.close());
    }
}
