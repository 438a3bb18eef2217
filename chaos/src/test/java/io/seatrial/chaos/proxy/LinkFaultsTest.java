package io.seatrial.chaos.proxy;

import static io.seatrial.chaos.proxy.Ends.expect;
import static io.seatrial.chaos.proxy.Ends.expectEnd;
import static io.seatrial.chaos.proxy.Ends.expectNothing;
import static io.seatrial.chaos.proxy.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.chaos.fault.ConnectionLimit;
import io.seatrial.chaos.fault.ConnectionLimit.Excess;
import io.seatrial.chaos.fault.CutAtFrame;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.HangingAccept;
import io.seatrial.chaos.fault.HangingConnect;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.Partition;
import io.seatrial.chaos.fault.Pause;
import io.seatrial.chaos.fault.Refuse;
import io.seatrial.chaos.fault.SlowAccept;
import io.seatrial.chaos.fault.Span;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Faults on accepting and on the link as a whole. */
class LinkFaultsTest extends ProxyFixture {

    private static final int SHORT_MILLIS = 300;

    private void expectNoAnswerToAConnect() throws IOException {
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(address(), SHORT_MILLIS))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shouldRefuseNewConnectionsAndKeepTheOldOnes() throws Exception {
        Ends ends = link();
        InetSocketAddress address = address();
        inject(Injection.of(new Refuse()));

        assertThatThrownBy(() -> Ends.connect(address)).isInstanceOf(ConnectException.class);
        ends.expectWorking();

        remove("refuse");
        link().expectWorking();
        assertThat(address()).isEqualTo(address);
    }

    @Test
    void shouldCloseAndRefuseWhileItIsDown() throws Exception {
        Ends ends = link();
        InetSocketAddress address = address();
        inject(Injection.of(new Down()));

        expectEnd(ends.client());
        expectEnd(ends.server());
        assertThatThrownBy(() -> Ends.connect(address)).isInstanceOf(ConnectException.class);

        remove("down");
        link().expectWorking();
    }

    @Test
    void shouldConnectToTheServerOnlyAfterTheTimeOfASlowAccept() throws Exception {
        inject(Injection.of(new SlowAccept(Duration.ofMillis(SHORT_MILLIS))));
        long before = System.nanoTime();

        Ends ends = link();

        assertThat((System.nanoTime() - before) / 1_000_000).isGreaterThanOrEqualTo(SHORT_MILLIS);
        ends.expectWorking();
    }

    @Test
    void shouldKeepAConnectionWaitingUntilAHangingAcceptIsRemoved() throws Exception {
        inject(Injection.of(new HangingAccept()));
        Socket client = connect();
        send(client, "early");
        upstream.expectNobody();

        remove("hanging_accept");

        Socket accepted = keep(upstream.accept());
        expect(accepted, "early");
        new Ends(client, accepted).expectWorking();
    }

    @Test
    void shouldNotAnswerAConnectAndLetItThroughAfterwards() throws Exception {
        Ends ends = link();
        inject(Injection.of(new HangingConnect()));

        expectNoAnswerToAConnect();
        ends.expectWorking();
        CompletableFuture<Socket> late = CompletableFuture.supplyAsync(() -> {
            try {
                return Ends.connect(address());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        remove("hanging_connect");
        Socket client = keep(await(late));
        new Ends(client, keep(upstream.accept())).expectWorking();
    }

    @Test
    void shouldMoveNothingWhileItIsPausedAndLoseNothing() throws Exception {
        Ends ends = link();
        ends.expectWorking();
        inject(Injection.of(new Pause()));

        send(ends.client(), "up");
        send(ends.server(), "down");
        Socket waiting = connect();
        expectNothing(ends.server());
        expectNothing(ends.client());
        upstream.expectNobody();

        remove("pause");
        expect(ends.server(), "up");
        expect(ends.client(), "down");
        new Ends(waiting, keep(upstream.accept())).expectWorking();
    }

    @Test
    void shouldHoldWhatWasOnItsWayWhenItIsPaused() throws Exception {
        Ends ends = link();
        inject(Injection.of(Latency.of(Duration.ofMillis(50))));
        send(ends.server(), "on its way");
        ends.server().shutdownOutput();

        inject(Injection.of(new Pause()));
        remove("latency_downstream");
        expectNothing(ends.client());

        remove("pause");
        expect(ends.client(), "on its way");
        expectEnd(ends.client());
    }

    @Test
    void shouldNeitherMoveNorConnectAcrossAPartition() throws Exception {
        Ends ends = link();
        ends.expectWorking();
        inject(Injection.of(new Partition()));

        send(ends.client(), "up");
        expectNothing(ends.server());
        expectNoAnswerToAConnect();

        remove("partition");
        expect(ends.server(), "up");
        ends.expectWorking();
    }

    @Test
    void shouldCloseOrResetAConnectionTooMany() throws Exception {
        Ends ends = link();
        inject(Injection.of(new ConnectionLimit(1, Excess.CLOSE)));
        expectEnd(connect());

        await(proxy.change(Injection.of(new ConnectionLimit(1, Excess.RESET)), null));
        assertThatThrownBy(() -> connect().getInputStream().read()) // the reset may come before connect returns
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");

        ends.expectWorking();
    }

    @Test
    void shouldLetAConnectionTooManyWait() throws Exception {
        inject(Injection.of(new ConnectionLimit(1, Excess.WAIT)));
        Ends ends = link();
        Socket second = connect();
        upstream.expectNobody();
        ends.expectWorking();

        ends.client().close();
        expectEnd(ends.server());
        ends.server().close();

        new Ends(second, keep(upstream.accept())).expectWorking();
    }

    @Test
    void shouldBeBornWithItsFaults() throws Exception {
        Proxy born = await(server.create(
                ProxySpec.to("born", upstream.address()).with(Injection.of(new ConnectionLimit(0, Excess.CLOSE)))));

        try (Socket first = Ends.connect(born.address().orElseThrow())) {
            expectEnd(first);
        }
    }

    @Test
    void shouldBeginAndEndByItself() throws Exception {
        Ends ends = link();
        await(proxy.inject(Injection.of(new Down()).during(new Span(Duration.ofMillis(200), Duration.ofMillis(500)))));
        assertThat(proxy.faults()).singleElement().matches(fault -> !fault.begun());

        ends.expectWorking();
        expectEnd(ends.client());
        await("the end of the fault").atMost(CEILING).until(() -> proxy.faults().isEmpty());
        link().expectWorking();
    }

    @Test
    void shouldNotBeginWhatWasRemovedBefore() throws Exception {
        inject(Injection.of(new Down()).during(new Span(Duration.ofMillis(100), null)));
        remove("down");
        inject(Injection.of(new Pause()).named("later").during(new Span(Duration.ofMillis(200), null)));
        await("the later fault")
                .atMost(CEILING)
                .until(() -> proxy.faults().get(0).begun());

        assertThat(proxy.address()).isPresent();
    }

    @Test
    void shouldRefuseFaultsThatItCannotCarryOut() {
        inject(Injection.of(new Pause()));

        assertThatThrownBy(() -> inject(Injection.of(new Pause())))
                .isInstanceOfSatisfying(
                        ProxyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.FAULT_EXISTS));
        assertThatThrownBy(() -> inject(Injection.of(new CutAtFrame(1, 0, Ending.CLOSE))))
                .hasMessageContaining("must know where frames end");
        assertThatThrownBy(() -> inject(Injection.of(new Down()).onLink("another")))
                .hasMessageContaining("for links named another");
        assertThatThrownBy(() -> remove("none")).hasMessageContaining("no fault 'none'");
        assertThatThrownBy(() -> await(proxy.change(Injection.of(new Down()).named("pause"), null)))
                .hasMessageContaining("cannot become one of down");
    }
}
