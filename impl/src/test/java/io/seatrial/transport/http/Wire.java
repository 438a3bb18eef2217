package io.seatrial.transport.http;

import java.util.Map;

/** The two protocols that a server speaks, so that a test can ask the same over both. */
enum Wire {
    HTTP_1 {
        @Override
        Asker open(int port) {
            Http1Caller caller = Http1Caller.to(port);
            return new Asker() {
                @Override
                public Answer ask(String method, String path, String body, String... namesAndValues) {
                    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nhost: test\r\n");
                    for (int i = 0; i < namesAndValues.length; i += 2) {
                        head.append(namesAndValues[i])
                                .append(": ")
                                .append(namesAndValues[i + 1])
                                .append("\r\n");
                    }
                    head.append("content-length: ").append(body.length()).append("\r\n\r\n");
                    Http1Caller.Answer answer = caller.send(head + body).answer();
                    return new Answer(answer.status(), answer.headers(), answer.body());
                }

                @Override
                public void close() {
                    caller.close();
                }
            };
        }
    },
    HTTP_2 {
        @Override
        Asker open(int port) {
            Http2Caller caller = Http2Caller.to(port);
            return new Asker() {
                @Override
                public Answer ask(String method, String path, String body, String... namesAndValues) {
                    int stream = caller.newStream();
                    byte[] head = HeaderBlocks.encode(
                            ":method", method, ":scheme", "http", ":authority", "test", ":path", path);
                    byte[] fields = HeaderBlocks.encode(namesAndValues);
                    byte[] block = java.util.Arrays.copyOf(head, head.length + fields.length);
                    System.arraycopy(fields, 0, block, head.length, fields.length);
                    caller.frames().send(Frame.headers(stream, block, body.isEmpty()));
                    if (!body.isEmpty()) {
                        caller.frames().send(Frame.data(stream, body, true));
                    }
                    Http2Caller.Answer answer = caller.answer(stream);
                    return new Answer(answer.status(), answer.headers(), answer.body());
                }

                @Override
                public void close() {
                    caller.close();
                }
            };
        }
    };

    /** Opens a connection on loopback. */
    abstract Asker open(int port);

    /** An answer of either protocol. */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** A connection that carries one request after the other. */
    interface Asker extends AutoCloseable {

        Answer ask(String method, String path, String body, String... namesAndValues);

        default Answer post(String path, String body, String... namesAndValues) {
            return ask("POST", path, body, namesAndValues);
        }

        @Override
        void close();
    }
}
