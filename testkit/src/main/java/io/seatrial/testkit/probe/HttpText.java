package io.seatrial.testkit.probe;

import io.seatrial.testkit.expect.CaseFailure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 written and read by hand on a raw connection, independently of any implementation. Nothing is checked in what is written: a
 * case may write requests that must be refused.
 */
public final class HttpText {

    private static final byte[] END_OF_HEAD = Bytes.utf8("\r\n\r\n");
    private static final byte[] END_OF_LINE = Bytes.utf8("\r\n");
    private static final int LARGEST_HEAD = 64 * 1024;

    private HttpText() {}

    /**
     * A message's first line, headers and body.
     *
     * @param start the request line or status line
     * @param headers by name in lower case; of several with one name the last
     * @param body the body, unchunked
     */
    public record Message(String start, Map<String, String> headers, byte[] body) {
        /** Returns the status of an answer. */
        public int status() {
            return Integer.parseInt(start.split(" ")[1]);
        }

        /** Returns the body as text. */
        public String text() {
            return Bytes.text(body);
        }

        /** Returns a header, or an empty text. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Returns a POST with a content length, as the client of 1.0.x sends it. */
    public static byte[] post(String path, byte[] body, String... namesAndValues) {
        return request("POST", path, body, namesAndValues);
    }

    /** Returns a request with a content length. */
    public static byte[] request(String method, String path, byte[] body, String... namesAndValues) {
        return Bytes.concat(head(method, path, "content-length: " + body.length, namesAndValues), body);
    }

    /** Returns the head of a request that announces a body by one header line, and ends there. */
    public static byte[] head(String method, String path, String bodyLine, String... namesAndValues) {
        StringBuilder head =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nhost: plane\r\n" + bodyLine + "\r\n");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            head.append(namesAndValues[i])
                    .append(": ")
                    .append(namesAndValues[i + 1])
                    .append("\r\n");
        }
        return Bytes.utf8(head.append("\r\n").toString());
    }

    /** Returns one chunk of a body; an empty one ends it. */
    public static byte[] chunk(byte[] bytes) {
        return Bytes.concat(Bytes.utf8(Integer.toHexString(bytes.length) + "\r\n"), bytes, END_OF_LINE);
    }

    /** Returns an answer with a content length. */
    public static byte[] answer(String status, String body) {
        byte[] utf8 = Bytes.utf8(body);
        return Bytes.concat(Bytes.utf8("HTTP/1.1 " + status + "\r\ncontent-length: " + utf8.length + "\r\n\r\n"), utf8);
    }

    /** Reads one message, a request or an answer, with its body. */
    public static Message read(WireProbe connection) {
        String[] lines = Bytes.text(connection.readThrough(END_OF_HEAD, LARGEST_HEAD, "the head of an HTTP message"))
                .split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 0) {
                throw CaseFailure.of("a header line of '" + lines[0] + "'", "name: value", "was '" + lines[i] + "'");
            }
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).trim());
        }
        return new Message(lines[0], headers, body(connection, headers));
    }

    private static byte[] body(WireProbe connection, Map<String, String> headers) {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(connection);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return length == 0 ? new byte[0] : connection.read(length);
    }

    private static byte[] chunks(WireProbe connection) {
        byte[] body = new byte[0];
        while (true) {
            String size = Bytes.text(connection.readThrough(END_OF_LINE, LARGEST_HEAD, "the size of a chunk"));
            byte[] chunk = connection.read(Integer.parseInt(size.strip(), 16));
            connection.read(END_OF_LINE.length);
            if (chunk.length == 0) {
                return body;
            }
            body = Bytes.concat(body, chunk);
        }
    }
}
