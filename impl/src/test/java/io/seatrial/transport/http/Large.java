package io.seatrial.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Sends bodies that do not fit into one frame or one window, as slowly as the server lets it. */
final class Large {

    private static final int PART_BYTES = 16 * 1024;

    private Large() {}

    /** Opens a connection that keeps to frame sizes and windows. HTTP/1.1 has none. */
    static Wire.Asker over(Wire wire, int port) {
        return wire == Wire.HTTP_1 ? wire.open(port) : new Windowed(Http2Caller.to(port));
    }

    private static final class Windowed implements Wire.Asker {

        private final Http2Caller caller;
        private final long streamWindow;
        private long connectionRoom = 65_535;

        Windowed(Http2Caller caller) {
            this.caller = caller;
            this.streamWindow = Math.max(65_535, caller.serverSettings().setting(Frame.INITIAL_WINDOW_SIZE));
        }

        @Override
        public Wire.Answer ask(String method, String path, String body, String... namesAndValues) {
            int stream = caller.begin(path);
            byte[] bytes = body.getBytes(UTF_8);
            long streamRoom = streamWindow;
            int sent = 0;
            while (sent < bytes.length) {
                int length =
                        (int) Math.min(PART_BYTES, Math.min(bytes.length - sent, Math.min(streamRoom, connectionRoom)));
                if (length > 0) {
                    boolean last = sent + length == bytes.length;
                    caller.frames().send(Frame.data(stream, Arrays.copyOfRange(bytes, sent, sent + length), last));
                    sent += length;
                    streamRoom -= length;
                    connectionRoom -= length;
                    continue;
                }
                Frame frame = caller.frames().await(next -> next.is(Frame.WINDOW_UPDATE) || next.is(Frame.HEADERS));
                if (frame.is(Frame.HEADERS)) { // refused before it was sent whole
                    String status = caller.frames().fields(frame).get(":status");
                    Frame text = caller.frames().await(Frame.DATA);
                    return new Wire.Answer(
                            Integer.parseInt(status),
                            java.util.Map.of("content-type", "text/plain; charset=utf-8"),
                            new String(text.payload(), UTF_8));
                }
                if (frame.stream() == 0) {
                    connectionRoom += frame.number(0);
                } else {
                    streamRoom += frame.number(0);
                }
            }
            Http2Caller.Answer answer = caller.answer(stream);
            return new Wire.Answer(answer.status(), answer.headers(), answer.body());
        }

        @Override
        public void close() {
            caller.close();
        }
    }
}
