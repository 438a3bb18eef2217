package io.seatrial.transport.http;

import static io.seatrial.transport.http.ClientUnderTest.answer;
import static io.seatrial.transport.http.ClientUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client over HTTP/1.1, which is what it speaks in the model's profile (dynamo-manager.md 3.4; behaviours 65 to 68, 216). */
class Http1ClientTest {

    private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n";

    private final PeerListener listener = PeerListener.start();
    private final ClientUnderTest client = ClientUnderTest.model();

    @AfterEach
    void close() {
        listener.close();
        client.close();
    }

    @Test
    void shouldSendTheRequestAsTheModelDoes() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("traceparent", "00-a-b-01");
        headers.put("X-Request-Id", "42");
        CompletableFuture<byte[]> sent = client.send(listener.address(), "hello", headers);
        Http1Peer peer = listener.acceptHttp1();
        Http1Peer.Request request = peer.request();
        assertThat(request.line()).isEqualTo("POST /v1/rpc/generate HTTP/1.1");
        assertThat(request.fields())
                .containsExactly(
                        "content-type: application/octet-stream",
                        "traceparent: 00-a-b-01",
                        "x-request-id: 42",
                        "accept: */*",
                        "host: 127.0.0.1:" + listener.port(),
                        "content-length: 5");
        assertThat(request.body()).isEqualTo("hello");
        peer.write("HTTP/1.1 202 Accepted\r\ncontent-length: 3\r\n\r\nack");
        assertThat(answer(sent)).isEqualTo("ack");
    }

    @Test
    void shouldOpenAConnectionForEachRequestAtOnceAndUseThemAgain() {
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> sent.add(client.send(listener.address(), "x")));
        List<Http1Peer> peers =
                IntStream.range(0, 5).mapToObj(i -> listener.acceptHttp1()).toList();
        peers.forEach(Http1Peer::request);
        peers.forEach(peer -> peer.write(ACCEPTED));
        sent.forEach(ClientUnderTest::answer);
        CompletableFuture<byte[]> next = client.send(listener.address(), "y");
        assertThat(listener.isLeftAlone(100)).isTrue();
        await().until(() -> peers.stream().anyMatch(Http1Peer::hasUnread));
        peers.stream().filter(Http1Peer::hasUnread).findFirst().orElseThrow().accept();
        answer(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 202 Accepted\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.0 202 Accepted\r\ncontent-length: 0\r\n\r\n"
            })
    void shouldNotUseAConnectionAgainThatThePeerEnds(String last) {
        CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
        Http1Peer peer = listener.acceptHttp1();
        peer.request();
        peer.write(last);
        answer(sent);
        CompletableFuture<byte[]> next = client.send(listener.address(), "y");
        listener.acceptHttp1().accept();
        answer(next);
        assertThat(peer.isEndedByClient()).isTrue();
    }

    @Test
    void shouldTakeAnswersInChunksUntilTheEndAndBehindInformation() {
        CompletableFuture<byte[]> chunked = client.send(listener.address(), "x");
        Http1Peer peer = listener.acceptHttp1();
        peer.request();
        peer.write("HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n"
                + "HTTP/1.1 202 Accepted\r\ntransfer-encoding: chunked\r\n\r\n3\r\nack\r\n0\r\n\r\n");
        assertThat(answer(chunked)).isEqualTo("ack");
        CompletableFuture<byte[]> unbounded = client.send(listener.address(), "y");
        peer.request();
        peer.write("HTTP/1.1 200 OK\r\n\r\nto the end");
        peer.close();
        assertThat(answer(unbounded)).isEqualTo("to the end");
    }

    @Test
    void shouldNoticeAtOnceThatAnIdleConnectionIsGone() {
        CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
        Http1Peer peer = listener.acceptHttp1();
        peer.accept();
        answer(sent);
        peer.close();
        await().untilAsserted(() -> assertThat(client.io.openChannels()).isZero());
        CompletableFuture<byte[]> next = client.send(listener.address(), "y");
        listener.acceptHttp1().accept();
        answer(next);
    }

    @Test
    void shouldDropAConnectionOnWhichSomethingCameUnasked() {
        CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
        Http1Peer peer = listener.acceptHttp1();
        peer.accept();
        answer(sent);
        peer.write("HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n");
        assertThat(peer.isEndedByClient()).isTrue();
    }

    @Test
    void shouldNotSendAgainWhatWasCutOff() {
        CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
        Http1Peer peer = listener.acceptHttp1();
        peer.request();
        peer.reset();
        assertThat(failure(sent))
                .isInstanceOf(PlaneException.CannotConnect.class)
                .hasMessage("HTTP request to " + listener.address() + " failed");
        assertThat(listener.isLeftAlone(200)).isTrue();
    }

    @Test
    void shouldCloseTheConnectionOfARequestThatIsGivenUp() {
        CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
        Http1Peer peer = listener.acceptHttp1();
        peer.request();
        assertThat(sent.cancel(true)).isTrue();
        assertThat(peer.isEndedByClient()).isTrue();
    }

    @Test
    void shouldKeepIdleConnectionsForAsLongAsItMay() {
        try (ClientUnderTest brief = ClientUnderTest.of(
                Profile.DYNAMO_1_0,
                ClientUnderTest.settings().with(HttpSettings.POOL_IDLE_TIMEOUT, Duration.ofMillis(300)))) {
            CompletableFuture<byte[]> sent = brief.send(listener.address(), "x");
            Http1Peer peer = listener.acceptHttp1();
            peer.accept();
            answer(sent);
            assertThat(peer.isEndedByClient()).isTrue();
        }
    }

    @Test
    void shouldKeepAsManyIdleConnectionsAsItMay() {
        try (ClientUnderTest few = ClientUnderTest.of(
                Profile.DYNAMO_1_0, ClientUnderTest.settings().with(HttpSettings.POOL_MAX_IDLE_PER_HOST, 1))) {
            List<CompletableFuture<byte[]>> sent = new ArrayList<>();
            IntStream.range(0, 3).forEach(i -> sent.add(few.send(listener.address(), "x")));
            List<Http1Peer> peers =
                    IntStream.range(0, 3).mapToObj(i -> listener.acceptHttp1()).toList();
            peers.forEach(Http1Peer::request);
            peers.forEach(peer -> peer.write(ACCEPTED));
            sent.forEach(ClientUnderTest::answer);
            await().untilAsserted(() -> assertThat(few.io.openChannels()).isEqualTo(1));
        }
    }
}
