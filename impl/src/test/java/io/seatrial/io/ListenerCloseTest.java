package io.seatrial.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenerCloseTest {

    private static final int ROUNDS = 200;

    @Test
    void shouldRefuseConnectionsFromTheMomentThatCloseIsDone() throws Exception {
        SocketIo io = SocketIo.open("listener-close");
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Listener listener = io.listen(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                channel -> {},
                                ChannelTuning.NO_DELAY)
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
                new Socket(listener.address().getAddress(), listener.address().getPort()).close();

                listener.close().toCompletableFuture().get(30, TimeUnit.SECONDS);

                assertThatThrownBy(() -> new Socket(
                                        listener.address().getAddress(),
                                        listener.address().getPort())
                                .close())
                        .as("a connection after close, round " + round)
                        .isInstanceOf(ConnectException.class);
            }
        } finally {
            io.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }
}
