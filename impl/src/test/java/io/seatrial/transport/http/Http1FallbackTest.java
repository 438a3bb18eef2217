package io.seatrial.transport.http;

import static io.seatrial.transport.http.ClientUnderTest.answer;
import static io.seatrial.transport.http.ClientUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.HttpSettings;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client finds out that a peer speaks only HTTP/1.1, and that no request is sent twice for it. */
class Http1FallbackTest {

    private static final String BAD_REQUEST =
            "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

    private final PeerListener listener = PeerListener.start();

    @AfterEach
    void close() {
        listener.close();
    }

    /** Reads the preface as a server of HTTP/1.1 does: a request line and the end of a head. */
    private Http1Peer acceptProbe() {
        Http1Peer probe = listener.acceptHttp1();
        assertThat(probe.line()).isEqualTo("PRI * HTTP/2.0");
        assertThat(probe.line()).isEmpty();
        return probe;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {BAD_REQUEST, "HTTP/1.1 505 HTTP Version Not Supported\r\n\r\n", "HTTP", "", "220 mail ready\r\n"
            })
    void shouldSpeakHttp1ToWhoAnswersThePrefaceLikeThat(String answer) {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "hello");
            Http1Peer probe = acceptProbe();
            if (!answer.isEmpty()) {
                probe.write(answer);
                assertThat(probe.isEndedByClient()).isTrue();
            }
            probe.close();
            Http1Peer peer = listener.acceptHttp1();
            Http1Peer.Request request = peer.accept();
            assertThat(request.line()).isEqualTo("POST /v1/rpc/generate HTTP/1.1");
            assertThat(request.body()).isEqualTo("hello");
            assertThat(answer(sent)).isEmpty();
            CompletableFuture<byte[]> next = client.send(listener.address(), "again");
            assertThat(peer.accept().body()).as("on the same connection").isEqualTo("again");
            assertThat(answer(next)).isEmpty();
            assertThat(listener.isLeftAlone(100)).as("asked once").isTrue();
        }
    }

    @Test
    void shouldSpeakHttp1ToWhoSaysNothing() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.REQUEST_TIMEOUT, Duration.ofSeconds(10))) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "hello");
            Http1Peer probe = acceptProbe();
            assertThat(listener.acceptHttp1().accept().body()).isEqualTo("hello");
            assertThat(answer(sent)).isEmpty();
            assertThat(probe.isEndedByClient()).isTrue();
        }
    }

    @Test
    void shouldLetEverybodyWaitForOneProbeAndThenConnectForEach() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            List<CompletableFuture<byte[]>> sent = new ArrayList<>();
            IntStream.range(0, 4).forEach(i -> sent.add(client.send(listener.address(), "request " + i)));
            Http1Peer probe = acceptProbe();
            assertThat(listener.isLeftAlone(100)).isTrue();
            probe.write(BAD_REQUEST).close();
            List<Http1Peer> peers =
                    IntStream.range(0, 4).mapToObj(i -> listener.acceptHttp1()).toList();
            List<String> bodies =
                    peers.stream().map(peer -> peer.accept().body()).toList();
            assertThat(bodies).containsExactlyInAnyOrder("request 0", "request 1", "request 2", "request 3");
            sent.forEach(ClientUnderTest::answer);
            assertThat(client.io.connects()).isEqualTo(5);
        }
    }

    @Test
    void shouldOpenNoMoreConnectionsThanItMay() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.CONNECTIONS_PER_HOST, 2)) {
            List<CompletableFuture<byte[]>> sent = new ArrayList<>();
            IntStream.range(0, 4).forEach(i -> sent.add(client.send(listener.address(), "request " + i)));
            acceptProbe().close();
            Http1Peer one = listener.acceptHttp1();
            Http1Peer two = listener.acceptHttp1();
            assertThat(listener.isLeftAlone(200)).isTrue();
            one.accept();
            one.accept(); // the other is busy, so what waits can only come here
            one.accept();
            two.accept();
            sent.forEach(ClientUnderTest::answer);
        }
    }

    @Test
    void shouldFindOutThatAnotherHasTakenThePortWhoSpeaksHttp2Only() {
        int port = listener.port();
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> first = client.send(listener.address(), "one");
            Http2Peer old = listener.acceptHttp2();
            old.accept(old.request());
            answer(first);
            listener.close();
            await().untilAsserted(() -> assertThat(client.io.openChannels()).isZero());
            try (PeerListener taker = PeerListener.start(port)) {
                CompletableFuture<byte[]> second = client.send(taker.address(), "two");
                Http1Peer probe = new Http1Peer(taker.accept());
                assertThat(probe.line()).isEqualTo("PRI * HTTP/2.0");
                probe.write(BAD_REQUEST).close();
                assertThat(taker.acceptHttp1().accept().body()).isEqualTo("two");
                answer(second);
            }
        }
    }

    @Test
    void shouldEndInTimeThoughAPeerNeverSaysAnything() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.REQUEST_TIMEOUT, Duration.ofMillis(600))) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Socket probe = listener.accept();
            Socket request = listener.accept();
            assertThat(failure(sent)).isInstanceOf(PlaneException.RequestTimeout.class);
            assertThat(new Http1Peer(probe).isEndedByClient()).isTrue();
            assertThat(new Http1Peer(request).isEndedByClient())
                    .as("what comes on it now would be the answer to a request that is over")
                    .isTrue();
        }
    }

    @Test
    void shouldNotProbeInTheModel() {
        try (ClientUnderTest client = ClientUnderTest.of(Profile.DYNAMO_1_0, ClientUnderTest.settings())) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            assertThat(listener.acceptHttp1().accept().line()).isEqualTo("POST /v1/rpc/generate HTTP/1.1");
            assertThat(answer(sent)).isEmpty();
        }
    }
}
