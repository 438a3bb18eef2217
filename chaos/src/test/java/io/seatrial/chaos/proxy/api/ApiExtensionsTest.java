package io.seatrial.chaos.proxy.api;

import static io.seatrial.chaos.proxy.Ends.expect;
import static io.seatrial.chaos.proxy.Ends.expectEnd;
import static io.seatrial.chaos.proxy.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.proxy.Ends;
import io.seatrial.chaos.proxy.Upstream;
import io.seatrial.chaos.proxy.api.RawHttp.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the embedded API has beyond Toxiproxy's. */
class ApiExtensionsTest {

    private EmbeddedToxiproxy embedded;
    private Upstream upstream;

    @BeforeEach
    void open() throws Exception {
        embedded = EmbeddedToxiproxy.start(ApiOptions.DEFAULT.withMetrics());
        upstream = new Upstream();
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
        embedded.close();
    }

    private Reply call(String call, String body) throws IOException {
        return RawHttp.send(embedded.address(), RawHttp.request(call, new String[0], body));
    }

    private InetSocketAddress create(String more) throws IOException {
        Reply reply = call(
                "POST /proxies",
                "{\"name\":\"a\",\"upstream\":\"" + upstream.address() + "\",\"listen\":\"127.0.0.1:0\"" + more + "}");
        assertThat(reply.line()).as(reply.body()).contains("201");
        return embedded.proxies().find("a").orElseThrow().address().orElseThrow();
    }

    @Test
    void shouldMakeAProxyAndItsFaultsInOneStep() throws Exception {
        InetSocketAddress address = create(",\"framing\":\"request-plane\",\"seed\":3,\"faults\":["
                + "{\"type\":\"cut_at_frame\",\"attributes\":{\"frame\":2}},{\"type\":\"latency\",\"end\":3600000}]");

        assertThat(call("GET /proxies/a", null).body())
                .contains("\"toxics\":[],\"faults\":[{\"attributes\":{\"frame\":2,\"bytes\":0,\"ending\":\"close\"},"
                        + "\"name\":\"cut_at_frame_downstream\"")
                .contains("\"end\":3600000");
        try (Socket client = Ends.connect(address);
                Socket server = upstream.accept()) {
            send(server, new byte[] {0, 0, 0, 1, 'x', 0, 0, 0, 0});
            expect(client, new byte[] {0, 0, 0, 1, 'x'});
            expectEnd(client);
        }
    }

    @Test
    void shouldAddShowAndRemoveFaultsBesideToxics() throws Exception {
        create("");
        call("POST /proxies/a/toxics", "{\"type\":\"latency\"}");

        Reply added = call("POST /proxies/a/faults", "{\"type\":\"down\",\"start\":3600000}");
        assertThat(added.line()).contains("200");
        assertThat(added.body())
                .isEqualTo("{\"attributes\":{},\"name\":\"down\",\"type\":\"down\",\"stream\":\"downstream\","
                        + "\"toxicity\":1,\"start\":3600000}");
        assertThat(call("GET /proxies/a/faults", null).body()).isEqualTo("[" + added.body() + "]");
        assertThat(call("GET /proxies/a/faults/down", null).body()).isEqualTo(added.body());
        assertThat(call("GET /proxies/a/toxics", null).body())
                .contains("latency")
                .doesNotContain("\"down\"");
        assertThat(call("GET /proxies/a/faults/latency_downstream", null).line())
                .contains("404");
        assertThat(call("DELETE /proxies/a/toxics/down", null).line()).contains("404");

        assertThat(call("DELETE /proxies/a/faults/down", null).line()).contains("204");
        assertThat(call("DELETE /proxies/a/faults/down", null).line()).contains("404");
        call("POST /reset", null);
        assertThat(call("GET /proxies/a", null).body()).endsWith("\"toxics\":[]}");
    }

    @Test
    void shouldSayWhatIsWrongWithAFault() throws Exception {
        create("");

        assertThat(call("POST /proxies/a/faults", "{\"type\":\"x\"}").body())
                .contains("bad request body: There is no fault 'x'");
        assertThat(call("POST /proxies/a/faults", "{\"type\":\"cut_at_frame\"}").body())
                .contains("must know where frames end")
                .contains("\"status\":400");
        assertThat(call("POST /proxies", "{\"name\":\"b\",\"upstream\":\"x\",\"framing\":\"y\"}")
                        .body())
                .contains("There is no framing 'y': use request-plane or response-plane");
        assertThat(call("POST /proxies", "{\"name\":\"b\",\"upstream\":\"x\",\"faults\":{}}")
                        .body())
                .contains("the member 'faults' is of the kind object: write an array");
        assertThat(call("POST /proxies", "{\"name\":\"b\",\"upstream\":\"x\",\"seed\":1.5}")
                        .body())
                .contains("the seed 1.5 is not a whole number");
    }

    @Test
    void shouldCountBytesUnderTheNamesOfTheRealServer() throws Exception {
        InetSocketAddress address = create("");
        try (Socket client = Ends.connect(address);
                Socket server = upstream.accept()) {
            send(client, "hello");
            expect(server, "hello");

            Reply metrics = call("GET /metrics", null);
            assertThat(metrics.headers()).containsEntry("Content-Type", Metrics.CONTENT_TYPE);
            assertThat(metrics.body())
                    .contains("toxiproxy_proxy_sent_bytes_total{direction=\"upstream\",listener=\"127.0.0.1:<port>\","
                            + "proxy=\"a\",upstream=\"127.0.0.1:<port>\"} 5\n")
                    .contains("# TYPE toxiproxy_proxy_received_bytes_total counter\n")
                    .doesNotContain("direction=\"downstream\"");
        }
    }
}
