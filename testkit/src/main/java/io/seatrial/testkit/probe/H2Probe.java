package io.seatrial.testkit.probe;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.seatrial.testkit.expect.CaseFailure;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A raw HTTP/2 connection in the hands of a case, either side of it. It answers SETTINGS by itself, for without that no peer goes on; all
 * else is the case's. PING is answered until the case says otherwise.
 */
public final class H2Probe {

    private static final int DEFAULT_WINDOW = 65_535;

    private final WireProbe wire;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final Map<H2.Frame, Http2Headers> blocks = new IdentityHashMap<>();
    private final Map<Integer, Integer> announced = new TreeMap<>();
    private final Deque<H2.Frame> passedOver = new ArrayDeque<>();
    private final Map<Integer, Integer> windows = new TreeMap<>(); // room given beyond the initial one, by stream
    private boolean answersPings = true;
    private int nextStream = 1;

    private H2Probe(WireProbe wire) {
        this.wire = wire;
    }

    /** Opens the client's side with prior knowledge, and reads the server's settings. */
    public static H2Probe client(WireProbe wire, int... parametersAndValues) {
        wire.write(Bytes.concat(H2.PREFACE, H2.settings(parametersAndValues)));
        H2Probe probe = new H2Probe(wire);
        probe.readSettings();
        return probe;
    }

    /** Opens the server's side behind a client's preface, which was not read yet, and reads the client's settings. */
    public static H2Probe server(WireProbe wire, int... parametersAndValues) {
        byte[] preface = wire.read(H2.PREFACE.length);
        if (!Arrays.equals(preface, H2.PREFACE)) {
            throw CaseFailure.of(wire.toString(), "the preface of HTTP/2", "was '" + Bytes.text(preface) + "'");
        }
        wire.write(H2.settings(parametersAndValues));
        H2Probe probe = new H2Probe(wire);
        probe.readSettings();
        return probe;
    }

    private void readSettings() {
        while (announced.isEmpty()) {
            H2.Frame frame = H2.read(wire);
            if (frame.type() == H2.SETTINGS && !frame.has(H2.ACK)) {
                settingsCame(frame);
                return;
            }
        }
    }

    private void settingsCame(H2.Frame frame) {
        for (int at = 0; at < frame.payload().length; at += 6) {
            int parameter = java.nio.ByteBuffer.wrap(frame.payload()).getShort(at) & 0xffff;
            announced.put(parameter, frame.int32(at + 2));
        }
        wire.write(H2.settingsAck());
    }

    /** Returns what the peer has announced, by parameter. */
    public Map<Integer, Integer> announced() {
        return announced;
    }

    /** Leaves PING without an answer from now on. */
    public void ignorePings() {
        answersPings = false;
    }

    /** Returns the connection, for bytes of the case's own. */
    public WireProbe wire() {
        return wire;
    }

    /** Returns the number of the next stream that a client may open. */
    public int newStream() {
        int stream = nextStream;
        nextStream += 2;
        return stream;
    }

    /** Sends a whole POST on a new stream and returns its number. */
    public int post(String path, byte[] body, String... namesAndValues) {
        int stream = newStream();
        wire.write(H2.post(stream, path, body, namesAndValues));
        return stream;
    }

    /** Sends a body on a stream and ends it, in frames of at most {@code largest} bytes and within the windows of the peer. */
    public void sendBody(int stream, byte[] body, int largest) {
        int sent = 0;
        while (sent < body.length) {
            int room = Math.min(room(0, DEFAULT_WINDOW) - sent, room(stream, initialWindow()) - sent);
            int size = Math.min(Math.min(room, largest), body.length - sent);
            if (size <= 0) {
                awaitRoom("WINDOW_UPDATE, as there is no room after " + sent + " of " + body.length + " bytes");
                continue;
            }
            int end = sent + size == body.length ? H2.END_STREAM : 0;
            wire.write(H2.frame(H2.DATA, end, stream, Arrays.copyOfRange(body, sent, sent + size)));
            sent += size;
        }
    }

    private void awaitRoom(String owed) {
        wire.hasSent(owed);
        H2.Frame frame = H2.read(wire);
        if (!isControl(frame)) {
            passedOver.add(frame);
        }
    }

    private int initialWindow() {
        return announced.getOrDefault(H2.INITIAL_WINDOW_SIZE, DEFAULT_WINDOW);
    }

    private int room(int stream, int initially) {
        return initially + windows.getOrDefault(stream, 0);
    }

    /** Reads the next frame that is neither SETTINGS nor an answered PING nor WINDOW_UPDATE. */
    public H2.Frame read() {
        while (true) {
            H2.Frame frame = H2.read(wire);
            if (!isControl(frame)) {
                return frame;
            }
        }
    }

    /** Deals with what is about the connection and not about a message; decodes the headers of what is. */
    private boolean isControl(H2.Frame frame) {
        if (frame.type() == H2.SETTINGS) {
            if (!frame.has(H2.ACK)) {
                settingsCame(frame);
            }
            return true;
        }
        if (frame.type() == H2.PING && !frame.has(H2.ACK) && answersPings) {
            wire.write(H2.frame(H2.PING, H2.ACK, 0, frame.payload()));
            return true;
        }
        if (frame.type() == H2.WINDOW_UPDATE) {
            windows.merge(frame.stream(), frame.int32(0), Integer::sum);
            return true;
        }
        if (frame.type() == H2.HEADERS) {
            decode(frame);
        }
        return false;
    }

    /** Reads the next frame of a type; what comes before it, of other types, is passed over. */
    public H2.Frame read(int type) {
        while (true) {
            H2.Frame frame = read();
            if (frame.type() == type) {
                return frame;
            }
        }
    }

    /** Reads until the answer on a stream is whole. What comes on other streams is kept for their turn. */
    public HttpText.Message response(int stream) {
        HttpText.Message message = message(stream);
        return new HttpText.Message("HTTP/2 " + message.header(":status"), message.headers(), message.body());
    }

    /**
     * A request that a client has sent.
     *
     * @param stream its stream
     * @param message its method and path, headers and body
     */
    public record Request(int stream, HttpText.Message message) {}

    /** Reads until the next request is whole. */
    public Request request() {
        H2.Frame first = passedOver.stream()
                .filter(kept -> kept.type() == H2.HEADERS)
                .findFirst()
                .orElseGet(() -> {
                    H2.Frame next = read(H2.HEADERS);
                    passedOver.addFirst(next);
                    return next;
                });
        HttpText.Message message = message(first.stream());
        String start = message.header(":method") + " " + message.header(":path");
        return new Request(first.stream(), new HttpText.Message(start, message.headers(), message.body()));
    }

    /** Returns whether something has come that was not read, whatever it is. */
    public boolean hasMore() {
        return !passedOver.isEmpty() || wire.available() > 0;
    }

    /** Returns the next request if its headers are here; does not wait for them. */
    public Optional<Request> requestIfAny() {
        while (passedOver.stream().noneMatch(kept -> kept.type() == H2.HEADERS)) {
            if (wire.available() < H2.FRAME_HEAD) {
                return Optional.empty();
            }
            H2.Frame frame = H2.read(wire);
            if (!isControl(frame)) {
                passedOver.add(frame);
            }
        }
        return Optional.of(request());
    }

    /** Answers a request with a status and no body. */
    public void answer(int stream, int status) {
        wire.write(H2.frame(
                H2.HEADERS, H2.END_HEADERS | H2.END_STREAM, stream, H2.block(":status", Integer.toString(status))));
    }

    /** Answers a request with a status and a body. */
    public void answer(int stream, int status, String body) {
        if (body.isEmpty()) {
            answer(stream, status);
            return;
        }
        wire.write(Bytes.concat(
                H2.frame(H2.HEADERS, H2.END_HEADERS, stream, H2.block(":status", Integer.toString(status))),
                H2.frame(H2.DATA, H2.END_STREAM, stream, Bytes.utf8(body))));
    }

    private HttpText.Message message(int stream) {
        Map<String, String> seen = new LinkedHashMap<>();
        byte[] body = new byte[0];
        while (true) {
            H2.Frame frame = nextOf(stream);
            if (frame.type() == H2.HEADERS) {
                blocks.getOrDefault(frame, new DefaultHttp2Headers())
                        .forEach(entry -> seen.putIfAbsent(
                                entry.getKey().toString(), entry.getValue().toString()));
            } else if (frame.type() == H2.DATA) {
                body = Bytes.concat(body, frame.payload());
            } else {
                throw CaseFailure.of(
                        "stream " + stream + " of " + wire, "a message", "got a frame of type " + frame.type());
            }
            if (frame.has(H2.END_STREAM)) {
                return new HttpText.Message("", seen, body);
            }
        }
    }

    private H2.Frame nextOf(int stream) {
        for (H2.Frame kept : passedOver) {
            if (kept.stream() == stream) {
                passedOver.remove(kept);
                return kept;
            }
        }
        while (true) {
            H2.Frame frame = read();
            if (frame.stream() == stream || frame.type() == H2.GOAWAY) {
                return frame;
            }
            passedOver.add(frame);
        }
    }

    /** Decodes a header block when it comes, since each changes how the next is read. */
    private void decode(H2.Frame frame) {
        try {
            blocks.put(frame, decoder.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload())));
        } catch (Http2Exception e) {
            throw CaseFailure.of(wire.toString(), "a header block", "cannot be read: " + e.getMessage());
        }
    }
}
