package io.seatrial.transport.http;

import static io.seatrial.transport.http.ClientUnderTest.answer;
import static io.seatrial.transport.http.ClientUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.ClientStats;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The beginning and the end of a client. */
class ClientCloseTest {

    private final PeerListener listener = PeerListener.start();

    @AfterEach
    void close() {
        listener.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeginHealthyUnusedAndWithoutAConnection(Profile profile) {
        try (ClientUnderTest client = ClientUnderTest.of(profile, ClientUnderTest.settings())) {
            assertThat(client.client.transportName()).isEqualTo("http2");
            assertThat(client.client.isHealthy()).isTrue();
            assertThat(client.client.stats()).isEqualTo(ClientStats.ZERO);
            assertThat(client.io.connects()).isZero();
        }
    }

    @Test
    void shouldWaitForWhatIsUnderWayAndRefuseWhatComes() {
        ClientUnderTest client = ClientUnderTest.reference();
        CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
        Http2Peer peer = listener.acceptHttp2();
        Http2Peer.Request request = peer.request();
        CompletableFuture<Void> closed = client.client.close().toCompletableFuture();
        assertThat(client.client.isHealthy()).isFalse();
        assertThat(failure(client.send(listener.address(), "y")))
                .isInstanceOf(PlaneException.Closed.class)
                .hasMessage("The HTTP client is closed");
        assertThat(closed).isNotDone();
        peer.accept(request);
        assertThat(answer(sent)).isEmpty();
        assertThat(peer.frames().await(Frame.GOAWAY).number(1)).isEqualTo(Frame.NO_ERROR);
        assertThat(peer.frames().isEndedByPeer()).isTrue();
        client.close();
    }

    @Test
    void shouldSendWhatWaitsWhileItCloses() {
        ClientUnderTest client = ClientUnderTest.reference();
        CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
        client.client.close();
        Http2Peer peer = listener.acceptHttp2();
        peer.accept(peer.request());
        assertThat(answer(sent)).isEmpty();
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseInTimeThoughAPeerNeverAnswers(Profile profile) {
        ClientUnderTest client = ClientUnderTest.of(
                profile, ClientUnderTest.settings().with(HttpSettings.REQUEST_TIMEOUT, Duration.ofMillis(500)));
        CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
        listener.accept();
        client.close();
        assertThat(failure(sent).inhibitsInstance()).isTrue();
    }

    @Test
    void shouldCountEachRequestAsAnsweredOrFailedAndConnectionsByUse() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> one = client.send(listener.address(), "12345");
            Http2Peer peer = listener.acceptHttp2();
            Http2Peer.Request request = peer.request();
            assertThat(client.client.stats().activeConnections()).isEqualTo(1);
            peer.answer(request, 202, "abc");
            answer(one);
            CompletableFuture<byte[]> two = client.send(listener.address(), "6789");
            peer.answer(peer.request(), 404, "no");
            failure(two);
            CompletableFuture<byte[]> three = client.send(listener.address(), "0");
            peer.request();
            three.cancel(true);
            ClientStats stats = client.client.stats();
            assertThat(stats.requestsSent()).isEqualTo(3);
            assertThat(stats.responsesReceived()).isEqualTo(1);
            assertThat(stats.errors()).isEqualTo(2);
            assertThat(stats.bytesSent()).isEqualTo(10);
            assertThat(stats.bytesReceived()).isEqualTo(5);
            assertThat(stats.avgLatencyMicros()).isPositive();
        }
    }
}
