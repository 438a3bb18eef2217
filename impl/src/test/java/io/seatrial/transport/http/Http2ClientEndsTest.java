package io.seatrial.transport.http;

import static io.seatrial.transport.http.ClientUnderTest.answer;
import static io.seatrial.transport.http.ClientUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client makes of requests and connections that end early: sent again, given up, or failed. */
class Http2ClientEndsTest {

    private final PeerListener listener = PeerListener.start();

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void shouldSendAgainOnAnotherConnectionWhatAGoAwayLeavesOut() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> processed = client.send(listener.address(), "processed");
            Http2Peer old = listener.acceptHttp2();
            Http2Peer.Request first = old.request();
            CompletableFuture<byte[]> left = client.send(listener.address(), "left out");
            Http2Peer.Request second = old.request();
            old.frames().send(Frame.goAway(first.stream(), Frame.NO_ERROR));
            Http2Peer next = listener.acceptHttp2();
            Http2Peer.Request again = next.request();
            assertThat(again.text()).isEqualTo("left out");
            next.accept(again);
            assertThat(answer(left)).isEmpty();
            assertThat(processed).as("the peer may still answer").isNotDone();
            old.accept(first);
            assertThat(answer(processed)).isEmpty();
            assertThat(second.stream()).isGreaterThan(first.stream());
            assertThat(old.frames().isEndedByPeer()).isTrue();
        }
    }

    @Test
    void shouldSendAgainOnlyOnceWhatEveryPeerLeavesOut() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            for (int i = 0; i < 2; i++) {
                Http2Peer peer = listener.acceptHttp2();
                peer.request();
                peer.frames().send(Frame.goAway(0, Frame.NO_ERROR));
            }
            assertThat(failure(sent)).isInstanceOf(PlaneException.CannotConnect.class);
            assertThat(listener.isLeftAlone(200)).isTrue();
        }
    }

    @Test
    void shouldSendAgainWhatThePeerRefused() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            peer.frames().send(Frame.reset(peer.request().stream(), Frame.REFUSED_STREAM));
            peer.accept(peer.request());
            assertThat(answer(sent)).isEmpty();
            CompletableFuture<byte[]> refused = client.send(listener.address(), "y");
            peer.frames().send(Frame.reset(peer.request().stream(), Frame.REFUSED_STREAM));
            peer.frames().send(Frame.reset(peer.request().stream(), Frame.REFUSED_STREAM));
            assertThat(failure(refused))
                    .isInstanceOf(PlaneException.Overloaded.class)
                    .hasMessage(
                            "HTTP request to " + listener.address() + " failed: stream reset by peer: REFUSED_STREAM");
        }
    }

    @Test
    void shouldNotSendAgainWhatMayHaveBeenRun() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> reset = client.send(listener.address(), "x");
            CompletableFuture<byte[]> lost = client.send(listener.address(), "y");
            Http2Peer peer = listener.acceptHttp2();
            peer.frames().send(Frame.reset(peer.request().stream(), 2));
            peer.request();
            assertThat(failure(reset))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("HTTP request to " + listener.address() + " failed")
                    .cause()
                    .hasMessage("stream reset by peer: INTERNAL_ERROR");
            peer.close();
            assertThat(failure(lost)).isInstanceOf(PlaneException.CannotConnect.class);
            assertThat(listener.isLeftAlone(200)).isTrue();
        }
    }

    @Test
    void shouldNoticeAtOnceThatAConnectionIsGone() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> first = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            peer.accept(peer.request());
            answer(first);
            peer.close();
            await().untilAsserted(() -> assertThat(client.io.openChannels()).isZero());
            CompletableFuture<byte[]> second = client.send(listener.address(), "y");
            Http2Peer next = listener.acceptHttp2();
            next.accept(next.request());
            assertThat(answer(second)).isEmpty();
        }
    }

    @Test
    void shouldGiveUpAPeerThatShowsNoSignOfLife() {
        try (ClientUnderTest client = ClientUnderTest.of(
                Profile.REFERENCE,
                ClientUnderTest.settings()
                        .with(HttpSettings.KEEP_ALIVE_INTERVAL, Duration.ofMillis(200))
                        .with(HttpSettings.KEEP_ALIVE_TIMEOUT, Duration.ofMillis(300)))) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            peer.request();
            for (int i = 0; i < 2; i++) {
                Frame ping = peer.frames().await(Frame.PING);
                peer.frames().send(new Frame(Frame.PING, Frame.ACK, 0, ping.payload()));
            }
            assertThat(sent).isNotDone();
            assertThat(failure(sent))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .cause()
                    .hasMessage("keep-alive timed out");
        }
    }

    @Test
    void shouldResetTheStreamOfARequestThatIsGivenUp() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            CompletableFuture<byte[]> other = client.send(listener.address(), "y");
            Http2Peer peer = listener.acceptHttp2();
            Http2Peer.Request given = peer.request();
            Http2Peer.Request kept = peer.request();
            assertThat(sent.cancel(true)).isTrue();
            Frame reset = peer.frames().await(Frame.RST_STREAM);
            assertThat(reset.stream()).isEqualTo(given.stream());
            assertThat(reset.number(0)).isEqualTo(Frame.CANCEL);
            peer.accept(kept);
            assertThat(answer(other)).isEmpty();
        }
    }

    @Test
    void shouldWithdrawARequestThatWaits() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.CONNECTIONS_PER_HOST, 1)) {
            CompletableFuture<byte[]> first = client.send(listener.address(), "first");
            Http2Peer peer = listener.acceptHttp2(Frame.MAX_CONCURRENT_STREAMS, 1);
            Http2Peer.Request request = peer.request();
            CompletableFuture<byte[]> withdrawn = client.send(listener.address(), "withdrawn");
            CompletableFuture<byte[]> third = client.send(listener.address(), "third");
            assertThat(withdrawn.cancel(false)).isTrue();
            peer.accept(request);
            Http2Peer.Request next = peer.request();
            assertThat(next.text()).isEqualTo("third");
            peer.accept(next);
            answer(first);
            answer(third);
        }
    }

    @Test
    void shouldEndARequestInTimeAndResetItsStream() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.REQUEST_TIMEOUT, Duration.ofMillis(500))) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            Http2Peer.Request request = peer.request();
            assertThat(failure(sent))
                    .isInstanceOf(PlaneException.RequestTimeout.class)
                    .hasMessage("HTTP request to " + listener.address() + " failed: operation timed out after 500 ms");
            assertThat(peer.frames().await(Frame.RST_STREAM).stream()).isEqualTo(request.stream());
            CompletableFuture<byte[]> next = client.send(listener.address(), "y");
            peer.accept(peer.request());
            assertThat(answer(next)).as("the connection goes on").isEmpty();
        }
    }
}
