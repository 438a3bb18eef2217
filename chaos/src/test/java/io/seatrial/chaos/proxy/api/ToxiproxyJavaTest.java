package io.seatrial.chaos.proxy.api;

import static io.seatrial.chaos.proxy.Ends.expect;
import static io.seatrial.chaos.proxy.Ends.expectEnd;
import static io.seatrial.chaos.proxy.Ends.expectNothing;
import static io.seatrial.chaos.proxy.Ends.expectReset;
import static io.seatrial.chaos.proxy.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import io.seatrial.chaos.RealToxiproxy;
import io.seatrial.chaos.proxy.Ends;
import io.seatrial.chaos.proxy.Upstream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The unmodified Java client of Toxiproxy against both servers: the same calls, and the same seen by both ends. */
class ToxiproxyJavaTest {

    @Nested
    class Embedded extends Contract {
        @Override
        AutoCloseable start() throws Exception {
            EmbeddedToxiproxy embedded = EmbeddedToxiproxy.start(ApiOptions.DEFAULT);
            address = embedded.address();
            return embedded;
        }
    }

    @Nested
    class Real extends Contract {
        @Override
        AutoCloseable start() throws Exception {
            RealToxiproxy real = RealToxiproxy.start();
            address = real.address();
            return real;
        }
    }

    abstract static class Contract {

        InetSocketAddress address;
        private AutoCloseable server;
        private Upstream upstream;
        private ToxiproxyClient client;
        private Proxy proxy;

        abstract AutoCloseable start() throws Exception;

        @BeforeEach
        void open() throws Exception {
            server = start();
            upstream = new Upstream();
            client = new ToxiproxyClient(address.getHostString(), address.getPort());
            proxy = client.createProxy("link", "127.0.0.1:0", upstream.address());
        }

        @AfterEach
        void close() throws Exception {
            upstream.close();
            server.close();
        }

        private InetSocketAddress listen() {
            String listen = proxy.getListen();
            int colon = listen.lastIndexOf(':');
            return new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        }

        private Ends link() throws IOException {
            var socket = Ends.connect(listen());
            return new Ends(socket, upstream.accept());
        }

        @Test
        void shouldMakeShowChangeAndDeleteProxies() throws Exception {
            assertThat(client.version()).contains("2.12.0");
            assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("link");
            assertThat(client.getProxy("link").getUpstream()).isEqualTo(upstream.address());
            assertThatThrownBy(() -> client.createProxy("link", "127.0.0.1:0", "x:1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("[409] proxy already exists");
            assertThatThrownBy(() -> client.getProxy("none")).hasMessageContaining("[404] proxy not found");

            proxy.setUpstream("127.0.0.1:9");
            assertThat(client.getProxy("link").getUpstream()).isEqualTo("127.0.0.1:9");
            proxy.delete();
            assertThat(client.getProxies()).isEmpty();
        }

        @Test
        void shouldTakeEveryToxic() throws Exception {
            proxy.toxics().latency("latency", ToxicDirection.UPSTREAM, 100).setJitter(15);
            proxy.toxics().bandwidth("bandwidth", ToxicDirection.UPSTREAM, 100);
            proxy.toxics().slowClose("slow_close", ToxicDirection.UPSTREAM, 100);
            proxy.toxics().timeout("timeout", ToxicDirection.DOWNSTREAM, 100);
            proxy.toxics().slicer("slicer", ToxicDirection.DOWNSTREAM, 100, 5).setSizeVariation(10);
            proxy.toxics().limitData("limit", ToxicDirection.DOWNSTREAM, 100);
            proxy.toxics().resetPeer("reset", ToxicDirection.DOWNSTREAM, 100);
            proxy.toxics().get("limit").setToxicity(0.25f);

            assertThat(proxy.toxics().getAll())
                    .extracting(Toxic::getName)
                    .containsExactly("latency", "bandwidth", "slow_close", "timeout", "slicer", "limit", "reset");
            assertThat(proxy.toxics().get("latency", Latency.class).getJitter()).isEqualTo(15);
            assertThat(proxy.toxics().get("limit").getToxicity()).isEqualTo(0.25f);
            proxy.toxics().get("limit").remove();
            assertThatThrownBy(() -> proxy.toxics().get("limit")).hasMessageContaining("[404] toxic not found");
            client.reset();
            assertThat(proxy.toxics().getAll()).isEmpty();
        }

        @Test
        void shouldDelayAndGoOnWithoutDelayWhenTheToxicIsRemoved() throws Exception {
            try (Ends ends = link()) {
                Latency latency = proxy.toxics().latency("it", ToxicDirection.UPSTREAM, 200);
                long before = System.nanoTime();
                send(ends.client(), "late");
                expect(ends.server(), "late");
                assertThat((System.nanoTime() - before) / 1_000_000).isGreaterThanOrEqualTo(200);

                latency.setLatency(3_600_000);
                send(ends.client(), "held");
                expectNothing(ends.server());
                latency.remove();
                expect(ends.server(), "held");
                ends.expectWorking();
            }
        }

        @Test
        void shouldCloseAtALimitAndByATimeout() throws Exception {
            proxy.toxics().limitData("it", ToxicDirection.DOWNSTREAM, 3);
            try (Ends ends = link()) {
                send(ends.server(), "12345");
                expect(ends.client(), "123");
                expectEnd(ends.client());
            }
            proxy.toxics().get("it").remove();
            proxy.toxics().timeout("it", ToxicDirection.DOWNSTREAM, 100);
            try (Ends ends = link()) {
                send(ends.server(), "12345");
                expectEnd(ends.client());
            }
        }

        @Test
        void shouldResetWhenBytesCome() throws Exception {
            proxy.toxics().resetPeer("it", ToxicDirection.UPSTREAM, 0);
            try (Ends ends = link()) {
                send(ends.client(), "x");
                expectReset(ends.server());
            }
        }

        @Test
        void shouldCloseConnectionsWhenItIsDisabled() throws Exception {
            try (Ends ends = link()) {
                ends.expectWorking();
                InetSocketAddress at = listen();
                proxy.disable();
                expectEnd(ends.client());
                expectEnd(ends.server());
                assertThatThrownBy(() -> Ends.connect(at)).isInstanceOf(ConnectException.class);
                proxy.enable();
                assertThat(List.of(client.getProxy("link").isEnabled())).containsExactly(true);
            }
            try (Ends ends = link()) {
                ends.expectWorking();
            }
        }
    }
}
