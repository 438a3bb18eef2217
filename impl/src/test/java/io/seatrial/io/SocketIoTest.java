package io.seatrial.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a network: everything that was open on it is closed, and nothing begins on it any more. */
class SocketIoTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<Channel> accepted = new CopyOnWriteArrayList<>();
    private SocketIo io;

    @AfterEach
    void close() {
        io.close()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @ParameterizedTest
    @EnumSource(SocketTransport.class)
    void shouldCloseEveryChannelWhenItEndsInTheMiddleOfATask(SocketTransport transport) {
        io = SocketIo.open(transport, 1, "socket-io-test", notice -> {});
        Listener listener = listen().join();
        Channel channel = connect(listener.address()).join();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel.eventLoop().execute(() -> io.close().thenRun(() -> closed.complete(null)));

        assertThat(closed).succeedsWithin(PATIENCE);
        assertThat(channel.isOpen()).isFalse();
        assertThat(accepted).noneMatch(Channel::isOpen);
    }

    @ParameterizedTest
    @EnumSource(SocketTransport.class)
    void shouldRefuseToConnectAndToListenAfterItsEnd(SocketTransport transport) {
        io = SocketIo.open(transport, 1, "socket-io-test", notice -> {});
        Listener listener = listen().join();
        close();

        assertThat(connect(listener.address()))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("The network is closed");
        assertThat(listen()).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("The network is closed");
    }

    private CompletableFuture<Listener> listen() {
        return io.listen(ANY_PORT, accepted::add, ChannelTuning.NO_DELAY).toCompletableFuture();
    }

    private CompletableFuture<Channel> connect(InetSocketAddress address) {
        return io.connect(
                        address,
                        new ChannelInboundHandlerAdapter(),
                        ConnectOptions.within(PATIENCE, ChannelTuning.NO_DELAY))
                .toCompletableFuture();
    }
}
