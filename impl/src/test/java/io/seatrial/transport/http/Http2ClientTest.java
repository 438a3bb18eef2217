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

/** The client against a peer that speaks HTTP/2, played frame by frame. */
class Http2ClientTest {

    private final PeerListener listener = PeerListener.start();

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void shouldSendNothingBeforeThePeerHasShownThatItSpeaksHttp2() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "hello");
            FramedSocket frames = new FramedSocket(listener.accept());
            assertThat(frames.read(FramedSocket.PREFACE.length)).isEqualTo(FramedSocket.PREFACE);
            assertThat(frames.next().is(Frame.SETTINGS)).isTrue();
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            while (frames.hasUnread()) {
                assertThat(frames.next().is(Frame.WINDOW_UPDATE))
                        .as("nothing of a request")
                        .isTrue();
            }
            frames.send(Frame.settings(), Frame.settingsAck());
            Frame head = frames.await(Frame.HEADERS);
            assertThat(frames.fields(head)).containsEntry(":method", "POST");
            frames.await(Frame.DATA);
            frames.send(Frame.headers(head.stream(), HeaderBlocks.encode(":status", "202"), true));
            assertThat(answer(sent)).isEmpty();
        }
    }

    @Test
    void shouldSendTheRequestAsTheModelDoesWithTheCallersHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("traceparent", "00-a-b-01");
        headers.put("X-Request-Id", "42");
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address("/v1/rpc/a%20b?q=ä"), "hello", headers);
            Http2Peer peer = listener.acceptHttp2();
            Http2Peer.Request request = peer.request();
            assertThat(request.text()).isEqualTo("hello");
            assertThat(request.fields())
                    .containsExactly(
                            Map.entry(":method", "POST"),
                            Map.entry(":scheme", "http"),
                            Map.entry(":authority", "127.0.0.1:" + listener.port()),
                            Map.entry(":path", "/v1/rpc/a%20b?q=%C3%A4"),
                            Map.entry("content-type", "application/octet-stream"),
                            Map.entry("content-length", "5"),
                            Map.entry("traceparent", "00-a-b-01"),
                            Map.entry("x-request-id", "42"));
            peer.answer(request, 202, "acknowledged");
            assertThat(answer(sent)).isEqualTo("acknowledged");
        }
    }

    @Test
    void shouldSendManyRequestsAtOnceOnOneConnectionAndTakeAnswersInAnyOrder() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            List<CompletableFuture<byte[]>> sent = new ArrayList<>();
            IntStream.range(0, 20).forEach(i -> sent.add(client.send(listener.address(), "request " + i)));
            Http2Peer peer = listener.acceptHttp2();
            List<Http2Peer.Request> requests =
                    IntStream.range(0, 20).mapToObj(i -> peer.request()).toList();
            for (int i = 19; i >= 0; i--) {
                peer.answer(requests.get(i), 202, requests.get(i).text());
            }
            for (int i = 0; i < 20; i++) {
                assertThat(answer(sent.get(i))).isEqualTo("request " + i);
            }
            assertThat(client.io.connects()).isEqualTo(1);
            await().untilAsserted(() ->
                    assertThat(client.client.stats().idleConnections()).isEqualTo(1));
        }
    }

    @Test
    void shouldAnnounceItsSettings() {
        try (ClientUnderTest client = ClientUnderTest.of(
                Profile.REFERENCE,
                ClientUnderTest.settings()
                        .with(HttpSettings.MAX_FRAME_SIZE, 50_000)
                        .with(HttpSettings.MAX_HEADER_SIZE, 20_000)
                        .with(HttpSettings.ADAPTIVE_WINDOW, false))) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            assertThat(peer.clientSettings().setting(Frame.MAX_FRAME_SIZE)).isEqualTo(50_000);
            assertThat(peer.clientSettings().setting(Frame.INITIAL_WINDOW_SIZE)).isEqualTo(200_000);
            assertThat(peer.clientSettings().setting(Frame.MAX_HEADER_LIST_SIZE))
                    .isEqualTo(20_000);
            assertThat(peer.clientSettings().setting(2)).as("push").isZero();
            peer.accept(peer.request());
            answer(sent);
        }
    }

    @Test
    void shouldKeepToThePeersFrameSizeAndWindow() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x".repeat(50_000));
            Http2Peer peer = listener.acceptHttp2(Frame.INITIAL_WINDOW_SIZE, 20_000);
            Frame head = peer.frames().await(Frame.HEADERS);
            int got = peer.frames().await(Frame.DATA).payload().length;
            assertThat(got).isEqualTo(16_384);
            got += peer.frames().await(Frame.DATA).payload().length;
            assertThat(got).isEqualTo(20_000);
            peer.frames().send(Frame.windowUpdate(head.stream(), 100_000));
            while (got < 50_000) {
                got += peer.frames().await(Frame.DATA).payload().length;
            }
            peer.frames().send(Frame.headers(head.stream(), HeaderBlocks.encode(":status", "202"), true));
            answer(sent);
        }
    }

    @Test
    void shouldOpenAnotherConnectionWhenThePeerTakesNoMoreStreams() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.CONNECTIONS_PER_HOST, 2)) {
            List<CompletableFuture<byte[]>> sent = new ArrayList<>();
            IntStream.range(0, 5).forEach(i -> sent.add(client.send(listener.address(), "request " + i)));
            Http2Peer first = listener.acceptHttp2(Frame.MAX_CONCURRENT_STREAMS, 2);
            List<Http2Peer.Request> atFirst = List.of(first.request(), first.request());
            Http2Peer second = listener.acceptHttp2(Frame.MAX_CONCURRENT_STREAMS, 2);
            List<Http2Peer.Request> atSecond = List.of(second.request(), second.request());
            assertThat(listener.isLeftAlone(200)).as("two are the most").isTrue();
            first.accept(atFirst.get(0));
            first.accept(first.request());
            first.accept(atFirst.get(1));
            atSecond.forEach(second::accept);
            sent.forEach(ClientUnderTest::answer);
        }
    }

    @Test
    void shouldOpenNoMoreStreamsThanItsOwnSettingAllows() {
        try (ClientUnderTest client = ClientUnderTest.of(
                Profile.REFERENCE,
                ClientUnderTest.settings()
                        .with(HttpSettings.MAX_CONCURRENT_STREAMS, 2)
                        .with(HttpSettings.CONNECTIONS_PER_HOST, 1))) {
            List<CompletableFuture<byte[]>> sent = new ArrayList<>();
            IntStream.range(0, 3).forEach(i -> sent.add(client.send(listener.address(), "request " + i)));
            Http2Peer peer = listener.acceptHttp2();
            Http2Peer.Request one = peer.request();
            Http2Peer.Request two = peer.request();
            peer.frames().send(Frame.ping(7, false));
            peer.frames().await(frame -> frame.is(Frame.PING) && frame.has(Frame.ACK));
            assertThat(peer.frames().hasUnread()).isFalse();
            peer.accept(one);
            peer.accept(peer.request()).accept(two);
            sent.forEach(ClientUnderTest::answer);
        }
    }

    @Test
    void shouldTakeAnAnswerThatComesBeforeTheRequestHasLeft() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x".repeat(100_000));
            Http2Peer peer = listener.acceptHttp2();
            Frame head = peer.frames().await(Frame.HEADERS);
            peer.answer(new Http2Peer.Request(head.stream(), Map.of(), new byte[0]), 413, "too much");
            assertThat(failure(sent))
                    .isInstanceOf(PlaneException.PayloadTooLarge.class)
                    .hasMessage("HTTP request failed with status 413 Request Entity Too Large: too much");
            peer.frames().await(Frame.RST_STREAM);
        }
    }

    @Test
    void shouldPassOverInformation() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            Http2Peer.Request request = peer.request();
            peer.frames()
                    .send(Frame.headers(request.stream(), HeaderBlocks.encode(":status", "103", "link", "a"), false));
            peer.answer(request, 200, "fine");
            assertThat(answer(sent)).isEqualTo("fine");
        }
    }

    @Test
    void shouldCloseAnIdleConnectionAfterItsTime() {
        try (ClientUnderTest client =
                ClientUnderTest.reference(HttpSettings.POOL_IDLE_TIMEOUT, Duration.ofMillis(300))) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            peer.accept(peer.request());
            answer(sent);
            assertThat(peer.frames().await(Frame.GOAWAY).number(1)).isEqualTo(Frame.NO_ERROR);
            assertThat(peer.frames().isEndedByPeer()).isTrue();
        }
    }

    @Test
    void shouldKeepNoMoreIdleConnectionsThanItMay() {
        try (ClientUnderTest client = ClientUnderTest.reference(HttpSettings.POOL_MAX_IDLE_PER_HOST, 0)) {
            for (int i = 0; i < 2; i++) {
                CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
                Http2Peer peer = listener.acceptHttp2();
                peer.accept(peer.request());
                answer(sent);
                assertThat(peer.frames().isEndedByPeer()).isTrue();
            }
        }
    }

    @Test
    void shouldLetItsWindowGrowWithLargeAnswers() {
        try (ClientUnderTest client = ClientUnderTest.reference()) {
            CompletableFuture<byte[]> sent = client.send(listener.address(), "x");
            Http2Peer peer = listener.acceptHttp2();
            Http2Peer.Request request = peer.request();
            peer.frames().send(Frame.headers(request.stream(), HeaderBlocks.encode(":status", "202"), false));
            for (int i = 0; i < 60; i++) { // most of what the window holds, in one round trip
                peer.frames().send(Frame.data(request.stream(), new byte[15_000], false));
            }
            Frame larger = peer.frames().await(frame -> frame.is(Frame.SETTINGS) && !frame.has(Frame.ACK));
            assertThat(larger.setting(Frame.INITIAL_WINDOW_SIZE)).isGreaterThanOrEqualTo(2 << 20);
            peer.frames().send(Frame.settingsAck(), Frame.data(request.stream(), "", true));
            assertThat(answer(sent)).hasSize(900_000);
        }
    }
}
