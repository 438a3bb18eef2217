package io.seatrial.chaos.proxy;

import static io.seatrial.chaos.proxy.Ends.expect;
import static io.seatrial.chaos.proxy.Ends.expectEnd;
import static io.seatrial.chaos.proxy.Ends.expectReset;
import static io.seatrial.chaos.proxy.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Without faults a connection through the proxy is as one without the proxy. */
class CleanProxyTest extends ProxyFixture {

    @Test
    void shouldCarryBytesBothWays() throws Exception {
        Ends ends = link();
        byte[] much = new byte[5_000_000];
        new Random(1).nextBytes(much);

        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
            try {
                send(ends.client(), much);
                send(ends.server(), "thanks");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        expect(ends.server(), much);
        expect(ends.client(), "thanks");
        await(sent);
        assertThat(proxy.traffic().received(Direction.UPSTREAM)).isEqualTo(much.length);
        assertThat(proxy.traffic().sent(Direction.UPSTREAM)).isEqualTo(much.length);
        assertThat(proxy.traffic().sent(Direction.DOWNSTREAM)).isEqualTo("thanks".length());
    }

    @Test
    void shouldPassTheEndOfOneDirectionAndKeepTheOther() throws Exception {
        Ends ends = link();

        send(ends.client(), "request");
        ends.client().shutdownOutput();
        expect(ends.server(), "request");
        expectEnd(ends.server());
        send(ends.server(), "answer");
        expect(ends.client(), "answer");
        ends.server().close();
        expectEnd(ends.client());
    }

    @Test
    void shouldPassAReset() throws Exception {
        Ends ends = link();

        send(ends.client(), "last");
        expect(ends.server(), "last");
        ends.client().setSoLinger(true, 0);
        ends.client().close();

        expectReset(ends.server());
    }

    @Test
    void shouldPassAResetOfTheServer() throws Exception {
        Ends ends = link();
        ends.expectWorking(); // a reset before the proxy has seen that it is connected would be a failed connect

        ends.server().setSoLinger(true, 0);
        ends.server().close();

        expectReset(ends.client());
    }

    @Test
    void shouldStopTheSenderWhenTheReceiverDoesNotRead() throws Exception {
        Ends ends = link();
        AtomicInteger written = new AtomicInteger();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            byte[] piece = new byte[64 * 1024];
            try {
                for (int i = 0; i < 2000; i++) {
                    send(ends.client(), piece);
                    written.incrementAndGet();
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        AtomicInteger before = new AtomicInteger(-1);
        await("a sender that stands still")
                .pollInterval(java.time.Duration.ofMillis(200))
                .atMost(CEILING)
                .until(() -> before.getAndSet(written.get()) == written.get() && written.get() > 0);
        assertThat(written).hasValueLessThan(2000);

        long left = 2000L * 64 * 1024;
        byte[] buffer = new byte[1 << 20];
        while (left > 0) {
            left -= ends.server().getInputStream().read(buffer);
        }
        await(writing);
    }

    @Test
    void shouldCloseTheClientWhenTheServerCannotBeReached() throws Exception {
        upstream.close();

        try (Socket client = Ends.connect(address())) {
            expectEnd(client);
        }
    }

    @Test
    void shouldRefuseAndCloseWhenItIsSwitchedOff() throws Exception {
        Ends ends = link();
        InetSocketAddress address = address();

        await(proxy.enable(false));

        expectEnd(ends.client());
        expectEnd(ends.server());
        assertThatThrownBy(() -> Ends.connect(address)).isInstanceOf(ConnectException.class);

        await(proxy.enable(true));
        assertThat(address()).isEqualTo(address);
        link().expectWorking();
    }

    @Test
    void shouldSayInToxiproxysWordsWhyItCannotListen() {
        assertThatThrownBy(() -> await(server.create(ProxySpec.to("b", "x:1").listeningOn(proxy.listen()))))
                .isInstanceOf(ProxyException.class)
                .hasMessage("listen tcp " + proxy.listen() + ": bind: address already in use");
        assertThatThrownBy(() -> await(server.create(ProxySpec.to("b", "x:1").listeningOn("bogus"))))
                .hasMessage("listen tcp: address bogus: missing port in address");
        assertThatThrownBy(() -> await(server.create(ProxySpec.to("link", "x:1"))))
                .isInstanceOfSatisfying(
                        ProxyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.PROXY_EXISTS));
    }

    @Test
    void shouldMoveToAnotherServer() throws Exception {
        Ends ends = link();
        try (Upstream other = new Upstream()) {
            await(proxy.update(proxy.listen(), other.address(), true));

            expectEnd(ends.client());
            Socket client = connect();
            Socket accepted = keep(other.accept());
            new Ends(client, accepted).expectWorking();
        }
    }
}
