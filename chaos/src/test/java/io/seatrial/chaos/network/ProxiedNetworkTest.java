package io.seatrial.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.network.Host;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners and connections are like behind proxies. */
class ProxiedNetworkTest {

    private static final Duration CEILING = Duration.ofSeconds(30);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    private final ProxiedNetwork network = new ProxiedNetwork(() -> ChaosEngine.embedded(1));
    private final Host host = network.openHost("host", Notices.log());
    private final NetworkIo io = host.io();
    private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        get(host.close());
        network.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(CEILING.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private Listener listen(InetSocketAddress local) {
        return get(io.listen(local, accepted::add, ChannelTuning.NO_DELAY));
    }

    private Channel connect(InetSocketAddress remote) {
        return get(io.connect(
                remote, new ChannelInboundHandlerAdapter(), ConnectOptions.within(CEILING, ChannelTuning.NO_DELAY)));
    }

    private Channel nextAccepted() throws InterruptedException {
        Channel next = accepted.poll(CEILING.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @Test
    void shouldShowThePortOfTheProxyAndHideTheOneBehindIt() throws Exception {
        Listener listener = listen(ANY_PORT);

        Channel client = connect(listener.address());
        Channel server = nextAccepted();

        assertThat(network.listeningPorts().orElseThrow())
                .containsExactly(listener.address().getPort());
        assertThat(((InetSocketAddress) server.localAddress()).getPort())
                .as("the port behind the proxy")
                .isNotEqualTo(listener.address().getPort());
        client.close();
    }

    @Test
    void shouldRefuseWhereAListenerHasClosedAndKeepItsConnections() throws Exception {
        Listener listener = listen(ANY_PORT);
        Channel client = connect(listener.address());
        Channel server = nextAccepted();

        get(listener.close());

        assertThatThrownBy(() -> connect(listener.address())).hasRootCauseInstanceOf(ConnectException.class);
        assertThat(client.isOpen()).isTrue();
        assertThat(network.accounts().get(0).open()).as("proxied connections").hasSize(1);
        server.close();
        assertThat(client.closeFuture().await(CEILING.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(network.runUntil(() -> network.accounts().get(0).open().isEmpty(), CEILING))
                .isTrue();
        assertThat(listen(listener.address()).address()).isEqualTo(listener.address());
    }

    @Test
    void shouldFailAsTheSocketApiDoesWhereThePortIsTaken() {
        Listener listener = listen(ANY_PORT);

        assertThatThrownBy(() -> listen(listener.address()))
                .cause()
                .isInstanceOf(BindException.class)
                .hasMessage("Address already in use");
        assertThat(network.listeningPorts().orElseThrow()).hasSize(1);
    }

    @Test
    void shouldPutOneProxyBeforeABrokerAndKeepItsCredentials() {
        URI way = URI.create(network.wayTo("nats://somebody:secret@127.0.0.1:4222"));

        assertThat(way.getUserInfo()).isEqualTo("somebody:secret");
        assertThat(way.getHost()).isEqualTo("127.0.0.1");
        assertThat(way.getPort()).isNotEqualTo(4222);
        assertThat(network.wayTo("nats://somebody:secret@127.0.0.1:4222")).isEqualTo(way.toString());
        assertThat(network.listeningPorts().orElseThrow())
                .as("ports of the plane")
                .isEmpty();
    }
}
