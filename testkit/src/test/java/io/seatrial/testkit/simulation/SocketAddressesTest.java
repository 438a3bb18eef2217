package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.channel.Channel;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Binding, connecting and addresses are the same on real sockets and in simulation, as docs/guides/simulation.md claims. */
class SocketAddressesTest {

    private static final ChannelTuning PLAIN = ChannelTuning.NO_DELAY;

    private final Probe accepted = new Probe();
    private final Probe caller = new Probe();

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhereNobodyListens(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            lab.connect(listener, caller, PLAIN);
            lab.until(accepted::isOpened);
            lab.await(listener.close());
            caller.send("still here");
            lab.until(() -> accepted.received() == 10);
            Throwable refused = failure(lab, connect(lab, listener.address()));
            assertThat(refused).isInstanceOf(ConnectException.class).hasMessageContaining("Connection refused");
            Listener again = lab.await(lab.server().listen(listener.address(), channel -> {}, PLAIN));
            assertThat(again.address()).isEqualTo(listener.address());
            lab.closeAll(caller, accepted, again);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseToBindAnAddressTwice(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            Throwable failure = failure(lab, lab.client().listen(listener.address(), channel -> {}, PLAIN));
            assertThat(failure).isInstanceOf(BindException.class).hasMessageContaining("Address already in use");
            InetSocketAddress everywhere =
                    new InetSocketAddress("0.0.0.0", listener.address().getPort());
            assertThat(failure(lab, lab.client().listen(everywhere, channel -> {}, PLAIN)))
                    .isInstanceOf(BindException.class);
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseToBindAnAddressOfAnotherMachine(Lab.Kind kind) {
        try (Lab lab = kind.open()) {
            InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 0);
            assertThat(failure(lab, lab.server().listen(elsewhere, channel -> {}, PLAIN)))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("Cannot assign requested address");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowLocalhostAndNoNameThatCannotBe(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            int port = listener.address().getPort();
            Channel channel = lab.await(connect(lab, InetSocketAddress.createUnresolved("localhost", port)));
            assertThat(channel.remoteAddress()).isEqualTo(listener.address());
            Throwable unknown = failure(lab, connect(lab, InetSocketAddress.createUnresolved("no.such.invalid", port)));
            assertThat(unknown).isInstanceOf(UnknownHostException.class);
            channel.close();
            lab.until(accepted::isInactive);
            lab.await(listener.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveBothSidesTheSameTwoAddresses(Lab.Kind kind) throws ExecutionException {
        try (Lab lab = kind.open()) {
            Listener listener = lab.listen(accepted, PLAIN);
            lab.connect(listener, caller, PLAIN);
            lab.until(accepted::isOpened);
            assertThat(caller.channel().remoteAddress()).isEqualTo(listener.address());
            assertThat(accepted.channel().localAddress()).isEqualTo(listener.address());
            assertThat(accepted.channel().remoteAddress())
                    .isEqualTo(caller.channel().localAddress())
                    .isNotEqualTo(listener.address());
            lab.closeAll(caller, accepted, listener);
        }
    }

    private static CompletionStage<Channel> connect(Lab lab, InetSocketAddress remote) {
        return lab.client().connect(remote, new Probe(), ConnectOptions.within(Lab.BOUND, PLAIN));
    }

    private static Throwable failure(Lab lab, CompletionStage<?> stage) {
        Throwable thrown = catchThrowable(() -> lab.await(stage));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }
}
