package io.seatrial.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** The server's side of a connection that speaks HTTP/2, played by a test frame by frame. */
final class Http2Peer {

    private final FramedSocket frames;
    private final Map<Integer, Map<String, String>> heads = new HashMap<>();
    private final Map<Integer, ByteArrayOutputStream> bodies = new HashMap<>();
    private Frame clientSettings;

    /** A request as it came on a stream. */
    record Request(int stream, Map<String, String> fields, byte[] body) {
        String text() {
            return new String(body, UTF_8);
        }
    }

    private Http2Peer(FramedSocket frames) {
        this.frames = frames;
    }

    static Http2Peer greet(FramedSocket frames, int... settings) {
        Http2Peer peer = new Http2Peer(frames);
        assertThat(frames.read(FramedSocket.PREFACE.length)).isEqualTo(FramedSocket.PREFACE);
        peer.clientSettings = frames.await(frame -> frame.is(Frame.SETTINGS) && !frame.has(Frame.ACK));
        frames.send(Frame.settings(settings), Frame.settingsAck());
        return peer;
    }

    FramedSocket frames() {
        return frames;
    }

    /** Returns what the client announced. */
    Frame clientSettings() {
        return clientSettings;
    }

    /** Waits for the next request that has come whole. */
    Request request() {
        while (true) {
            Frame frame = frames.await(next -> next.is(Frame.HEADERS) || next.is(Frame.DATA));
            if (frame.is(Frame.HEADERS)) {
                heads.put(frame.stream(), frames.fields(frame));
                bodies.put(frame.stream(), new ByteArrayOutputStream());
            } else {
                bodies.get(frame.stream()).writeBytes(frame.payload());
            }
            if (frame.has(Frame.END_STREAM)) {
                return new Request(
                        frame.stream(),
                        heads.remove(frame.stream()),
                        bodies.remove(frame.stream()).toByteArray());
            }
        }
    }

    /** Accepts a request. */
    Http2Peer accept(Request request) {
        frames.send(Frame.headers(request.stream(), HeaderBlocks.encode(":status", "202"), true));
        return this;
    }

    /** Answers a request with a body. */
    Http2Peer answer(Request request, int status, String text) {
        frames.send(
                Frame.headers(request.stream(), HeaderBlocks.encode(":status", String.valueOf(status)), false),
                Frame.data(request.stream(), text, true));
        return this;
    }

    void close() {
        frames.close();
    }
}
