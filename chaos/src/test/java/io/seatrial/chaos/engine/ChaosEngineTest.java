package io.seatrial.chaos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.seatrial.chaos.RealToxiproxy;
import io.seatrial.chaos.fault.Bandwidth;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.Partition;
import io.seatrial.chaos.fault.Span;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.proxy.Ends;
import io.seatrial.chaos.proxy.Upstream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every engine promises, and what only one does. */
class ChaosEngineTest {

    private static final Duration CEILING = Duration.ofSeconds(60);
    private static final int ROUNDS = 20;
    private static final int MANY = 50;

    abstract static class Contract {

        ChaosEngine engine;
        Upstream upstream;

        abstract ChaosEngine open() throws Exception;

        @BeforeEach
        void start() throws Exception {
            engine = open();
            upstream = new Upstream();
        }

        @AfterEach
        void stop() throws Exception {
            engine.close();
            upstream.close();
            end();
        }

        /** Ends what the engine stands on. */
        void end() {}

        Link link(String name) {
            return engine.link(LinkSpec.to(name, upstream.address()));
        }

        void expectWorking(Link link) throws IOException {
            try (Socket client = Ends.connect(link.address());
                    Socket server = upstream.accept()) {
                new Ends(client, server).expectWorking();
            }
        }

        @Test
        void shouldRefuseTwoLinksOrTwoFaultsOfOneName() {
            Link link = link("a");
            link.inject(Injection.of(new Bandwidth(1)));

            assertThatThrownBy(() -> link("a"))
                    .isInstanceOf(ChaosException.class)
                    .hasMessageContaining("already");
            assertThatThrownBy(() -> link.inject(Injection.of(new Bandwidth(2))))
                    .isInstanceOf(ChaosException.class)
                    .hasMessageContaining("already");
            assertThat(link.faults()).hasSize(1);
        }

        @Test
        void shouldHealEverything() throws Exception {
            Link link = link("a");
            InjectedFault down = link.inject(Injection.of(new Down()));
            link.inject(Injection.of(Latency.of(Duration.ofHours(1))));
            assertThat(link.faults()).hasSize(2);

            engine.heal();

            assertThat(link.faults()).isEmpty();
            assertThat(down.isPresent()).isFalse();
            down.remove();
            expectWorking(link);
        }

        @Test
        void shouldTakeManyConnectionsDownTogether() throws Exception {
            Link link = link("a");
            for (int round = 0; round < ROUNDS; round++) {
                List<Socket> sockets = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    sockets.add(Ends.connect(link.address()));
                    sockets.add(upstream.accept());
                }
                link.inject(Injection.of(new Down())).remove();
                for (Socket socket : sockets) {
                    Ends.expectEnd(socket);
                    socket.close();
                }
            }
            expectWorking(link);
        }

        @Test
        void shouldKeepTheTimesOfAFault() throws Exception {
            Link link = link("a");
            InjectedFault fault = link.inject(
                    Injection.of(new Down()).during(new Span(Duration.ofMillis(300), Duration.ofMillis(600))));
            try (Socket client = Ends.connect(link.address());
                    Socket server = upstream.accept()) {
                new Ends(client, server).expectWorking();
                Ends.expectEnd(client);
            }
            await("the end of the fault").atMost(CEILING).until(() -> !fault.isPresent());
            expectWorking(link);
        }

        @Test
        void shouldNotBeginWhatWasRemovedBeforeItsTime() throws Exception {
            Link link = link("a");
            InjectedFault fault = link.inject(Injection.of(new Down()).during(new Span(Duration.ofMillis(200), null)));
            fault.remove();
            InjectedFault marker = link.inject(Injection.of(new Bandwidth(9)).lasting(Duration.ofMillis(400)));
            await("a time after the first").atMost(CEILING).until(() -> !marker.isPresent());

            expectWorking(link);
        }

        @Test
        void shouldInjectIntoTheLinksThatAreNamed() throws Exception {
            Link one = link("worker-1");
            Link two = link("worker-2");
            Link other = link("broker");

            assertThat(engine.inject(Injection.of(new Down()).onLink("worker-*")))
                    .extracting(InjectedFault::link)
                    .containsExactly(one, two);
            expectWorking(other);
            assertThatThrownBy(() -> engine.inject(Injection.of(new Down()).onLink("none")))
                    .hasMessageContaining("No link is named none; there are [worker-1, worker-2, broker]");
            assertThatThrownBy(() -> other.inject(Injection.of(new Down()).onLink("worker-*")))
                    .hasMessageContaining("links named worker-*");
        }

        @Test
        void shouldTakeAFaultBackFromAllWhenOneCannotHaveIt() {
            Link one = link("worker-1");
            Link two = link("worker-2");
            two.inject(Injection.of(new Down()));

            assertThatThrownBy(() -> engine.inject(Injection.of(new Down()))).isInstanceOf(ChaosException.class);
            assertThat(one.faults()).isEmpty();
        }

        @Test
        void shouldBeBornWithItsFaults() throws Exception {
            Link link = engine.link(
                    LinkSpec.to("a", upstream.address()).with(Injection.of(new Stall(Duration.ofMillis(1)))));
            await("the end of the stall").atMost(CEILING).until(() -> {
                expectWorking(link);
                return true;
            });
        }

        @Test
        void shouldRemoveALinkTwiceWithoutComplaint() throws Exception {
            Link link = link("a");
            InetSocketAddress address = link.address();
            link.close();
            link.close();

            assertThat(engine.links()).isEmpty();
            assertThatThrownBy(() -> Ends.connect(address)).isInstanceOf(IOException.class);
            link("a");
        }
    }

    @Nested
    class Embedded extends Contract {
        @Override
        ChaosEngine open() {
            return ChaosEngine.embedded(1);
        }

        @Test
        void shouldPartitionSomeLinksFromTheRestInOneStep() throws Exception {
            Link one = link("worker-1");
            Link other = link("broker");
            engine.inject(Injection.of(new Partition()).onLink("worker-*"));

            expectWorking(other);
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(one.address(), 300)).isInstanceOf(IOException.class);
            }
            engine.heal();
            expectWorking(one);
        }

        @Test
        void shouldCountConnections() throws Exception {
            Link link = link("a");
            try (Socket client = Ends.connect(link.address());
                    Socket server = upstream.accept()) {
                assertThat(link.connections()).hasValue(1);
                client.close();
                server.close();
                await("the end of the connection")
                        .atMost(CEILING)
                        .until(() -> link.connections().getAsInt() == 0);
            }
        }
    }

    @Nested
    class Toxiproxy extends Contract {
        private RealToxiproxy real;

        @Override
        ChaosEngine open() throws Exception {
            real = RealToxiproxy.start();
            return ChaosEngine.toxiproxy(real.address());
        }

        @Override
        void end() {
            real.close();
        }

        @Test
        void shouldRemoveOnlyWhatItMade() throws Exception {
            ToxiproxyClient client =
                    new ToxiproxyClient("127.0.0.1", real.address().getPort());
            client.createProxy("of somebody else", "127.0.0.1:0", upstream.address());
            link("ours");

            engine.close();

            assertThat(client.getProxies()).extracting("name").containsExactly("of somebody else");
            engine = ChaosEngine.embedded(1);
        }

        @Test
        void shouldWaitForALinkThatAnotherThreadCloses() throws Exception {
            ToxiproxyClient client =
                    new ToxiproxyClient("127.0.0.1", real.address().getPort());
            for (int round = 0; round < ROUNDS; round++) {
                ChaosEngine closing = ChaosEngine.toxiproxy(real.address());
                Link link = closing.link(LinkSpec.to("a", upstream.address()));
                CompletableFuture<Void> other = CompletableFuture.runAsync(link::close);

                closing.close();

                assertThat(client.getProxies()).isEmpty();
                assertThat(other).succeedsWithin(CEILING);
            }
        }

        @Test
        void shouldSayWhereNobodyAnswers() throws Exception {
            InetSocketAddress nobody = upstream.socketAddress();
            upstream.close();

            assertThatThrownBy(() -> ChaosEngine.toxiproxy(nobody))
                    .isInstanceOf(ChaosException.class)
                    .hasMessageContaining("The Toxiproxy server at /127.0.0.1:" + nobody.getPort());
            upstream = new Upstream();
        }
    }
}
