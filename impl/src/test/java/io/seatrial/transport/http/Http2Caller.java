package io.seatrial.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A caller that speaks HTTP/2 frame by frame: what the server's tests drive it with. Answers may come in any order. */
final class Http2Caller implements AutoCloseable {

    private final FramedSocket frames;
    private final Map<Integer, Map<String, String>> heads = new LinkedHashMap<>();
    private final Map<Integer, ByteArrayOutputStream> bodies = new LinkedHashMap<>();
    private final Set<Integer> done = new HashSet<>();
    private final Frame serverSettings;
    private int nextStream = 1;

    /** What came back on a stream. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private Http2Caller(FramedSocket frames) {
        this.frames = frames;
        this.serverSettings = frames.await(frame -> frame.is(Frame.SETTINGS) && !frame.has(Frame.ACK));
        frames.send(Frame.settingsAck());
    }

    static Http2Caller to(int port, int... settings) {
        FramedSocket frames = FramedSocket.to(port);
        frames.write(FramedSocket.PREFACE).send(Frame.settings(settings));
        return new Http2Caller(frames);
    }

    FramedSocket frames() {
        return frames;
    }

    /** Returns what the server announced. */
    Frame serverSettings() {
        return serverSettings;
    }

    int newStream() {
        int stream = nextStream;
        nextStream += 2;
        return stream;
    }

    /** Sends a whole request; returns its stream. */
    int post(String path, String body, String... moreHeaders) {
        int stream = newStream();
        byte[] head = HeaderBlocks.post(path, moreHeaders);
        if (body.isEmpty()) {
            frames.send(Frame.headers(stream, head, true));
        } else {
            frames.send(Frame.headers(stream, head, false), Frame.data(stream, body, true));
        }
        return stream;
    }

    /** Sends the head of a request; returns its stream. */
    int begin(String path, String... moreHeaders) {
        int stream = newStream();
        frames.send(Frame.headers(stream, HeaderBlocks.post(path, moreHeaders), false));
        return stream;
    }

    /** Sends a whole request and waits for its answer. */
    Answer ask(String path, String body, String... moreHeaders) {
        return answer(post(path, body, moreHeaders));
    }

    /** Waits for the whole answer on a stream. */
    Answer answer(int stream) {
        while (true) {
            Frame frame = frames.await(next -> next.is(Frame.HEADERS)
                    || next.is(Frame.DATA)
                    || (next.is(Frame.RST_STREAM) && next.stream() == stream));
            if (frame.is(Frame.RST_STREAM)) {
                throw new AssertionError("stream " + stream + " was reset with error " + frame.number(0));
            }
            if (frame.is(Frame.HEADERS)) {
                heads.put(frame.stream(), frames.fields(frame));
            } else {
                bodies.computeIfAbsent(frame.stream(), first -> new ByteArrayOutputStream())
                        .writeBytes(frame.payload());
            }
            if (frame.has(Frame.END_STREAM) && frame.stream() == stream) {
                return taken(stream);
            }
            if (frame.has(Frame.END_STREAM)) {
                done.add(frame.stream());
            }
            if (done.remove(stream)) {
                return taken(stream);
            }
        }
    }

    private Answer taken(int stream) {
        Map<String, String> head = heads.remove(stream);
        ByteArrayOutputStream body = bodies.remove(stream);
        return new Answer(Integer.parseInt(head.get(":status")), head, body == null ? "" : body.toString(UTF_8));
    }

    @Override
    public void close() {
        frames.close();
    }
}
