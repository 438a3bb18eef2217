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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client remembers of its peers, and for how long. */
class ClientPoolTest {

    private final PeerListener listener = PeerListener.start();

    @AfterEach
    void close() {
        listener.close();
    }

    /** Lets the next connection find out that this peer speaks HTTP/1.1, and answers one request over that. */
    private Http1Peer serveOverHttp1(CompletableFuture<byte[]> sent) {
        Http1Peer probe = listener.acceptHttp1();
        assertThat(probe.line()).isEqualTo("PRI * HTTP/2.0");
        probe.close();
        Http1Peer peer = listener.acceptHttp1();
        assertThat(peer.accept().line()).startsWith("POST ");
        assertThat(answer(sent)).isEmpty();
        return peer;
    }

    @Test
    void shouldAskAgainAfterAWhileWhetherAPeerSpeaksHttp2() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            serveOverHttp1(client.send(listener.address(), "x")).close();
            await().untilAsserted(() -> assertThat(client.io.openChannels()).isZero());
            CompletableFuture<byte[]> soon = client.send(listener.address(), "y");
            Http1Peer peer = listener.acceptHttp1();
            assertThat(peer.accept().line()).as("it is believed").startsWith("POST ");
            answer(soon);
            peer.close();
            await().untilAsserted(() -> assertThat(client.io.openChannels()).isZero());
            client.io.setClockAhead(Duration.ofSeconds(61));
            CompletableFuture<byte[]> later = client.send(listener.address(), "z");
            Http2Peer now = listener.acceptHttp2();
            now.accept(now.request());
            assertThat(answer(later)).isEmpty();
        }
    }

    @Test
    void shouldForgetAHostThatIsNotUsed() {
        try (ClientUnderTest client =
                ClientUnderTest.reference(HttpSettings.POOL_IDLE_TIMEOUT, Duration.ofMillis(300))) {
            Http1Peer peer = serveOverHttp1(client.send(listener.address(), "x"));
            assertThat(peer.isEndedByClient()).isTrue();
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            serveOverHttp1(client.send(listener.address(), "y"));
        }
    }

    @Test
    void shouldGiveAPeerLessAfterItHasRefusedAndMoreAgainAfterItHasAnswered() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.CONNECTIONS_PER_HOST, 1)) {
            List<CompletableFuture<byte[]>> sent = new ArrayList<>();
            IntStream.range(0, 4).forEach(i -> sent.add(client.send(listener.address(), "x")));
            Http2Peer peer = listener.acceptHttp2();
            List<Http2Peer.Request> requests =
                    IntStream.range(0, 4).mapToObj(i -> peer.request()).toList();
            peer.frames().send(Frame.reset(requests.get(3).stream(), Frame.REFUSED_STREAM));
            nothingComes(peer);
            peer.accept(requests.get(0));
            peer.accept(peer.request()); // the one that was refused
            peer.accept(requests.get(1)).accept(requests.get(2));
            sent.forEach(ClientUnderTest::answer);
            List<CompletableFuture<byte[]>> more = new ArrayList<>();
            IntStream.range(0, 5).forEach(i -> more.add(client.send(listener.address(), "y")));
            List<Http2Peer.Request> again =
                    IntStream.range(0, 5).mapToObj(i -> peer.request()).toList();
            again.forEach(peer::accept);
            more.forEach(ClientUnderTest::answer);
        }
    }

    private static void nothingComes(Http2Peer peer) {
        for (int i = 0; i < 3; i++) { // whatever was handed on has come before the answer to a ping
            peer.frames().send(Frame.ping(i, false));
            peer.frames().await(frame -> {
                assertThat(frame.is(Frame.HEADERS)).isFalse();
                return frame.is(Frame.PING) && frame.has(Frame.ACK);
            });
        }
    }

    @Test
    void shouldFollowAPeerThatTakesFewerStreamsThanBefore() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.CONNECTIONS_PER_HOST, 1)) {
            CompletableFuture<byte[]> first = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            peer.accept(peer.request());
            answer(first);
            peer.frames().send(Frame.settings(Frame.MAX_CONCURRENT_STREAMS, 1));
            peer.frames().await(frame -> frame.is(Frame.SETTINGS) && frame.has(Frame.ACK));
            CompletableFuture<byte[]> second = client.send(listener.address(), "y");
            CompletableFuture<byte[]> third = client.send(listener.address(), "z");
            Http2Peer.Request only = peer.request();
            nothingComes(peer);
            peer.accept(only);
            peer.accept(peer.request());
            answer(second);
            answer(third);
        }
    }

    @Test
    void shouldNotTakeAnAnswerThatIsTooLarge() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.MAX_BODY_SIZE, 10)) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            peer.answer(peer.request(), 202, "0123456789x");
            assertThat(failure(sent))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .cause()
                    .hasMessage("answer larger than the limit");
            CompletableFuture<byte[]> next = client.send(listener.address(), "x");
            peer.answer(peer.request(), 202, "0123456789");
            assertThat(answer(next)).isEqualTo("0123456789");
        }
        try (ClientUnderTest client = ClientUnderTest.of(
                Profile.DYNAMO_1_0, ClientUnderTest.settings().with(HttpSettings.MAX_BODY_SIZE, 10))) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http1Peer peer = listener.acceptHttp1();
            peer.request();
            peer.write("HTTP/1.1 202 Accepted\r\ncontent-length: 11\r\n\r\n0123456789x");
            assertThat(failure(sent)).hasMessage("answer larger than the limit");
        }
    }
}
