package io.seatrial.testkit.probe;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The frames of the TCP planes, written down a second time and independently of any implementation, so that a codec that is wrong in
 * both directions is noticed (dynamo-tcp.md 1). Nothing is checked here: a case may build frames that must be refused.
 */
public final class Frames {

    /** Bytes before the parts of a two-part message. */
    public static final int TWO_PART_HEAD = 24;

    /** The worker has sent everything. */
    public static final byte[] SENTINEL = header("\"sentinel\"");

    /** The caller asks to stop. */
    public static final byte[] STOP = header("\"stop\"");

    /** The caller breaks off. */
    public static final byte[] KILL = header("\"kill\"");

    /** The stream ended properly. */
    public static final byte[] FINAL = body("{\"complete_final\":true}");

    /** The engine has accepted the request. */
    public static final byte[] PROLOGUE = header("{\"error\":null}");

    private Frames() {}

    /**
     * A request as it is on the wire.
     *
     * @param path the routing key, as bytes, since a case may send bytes that are no UTF-8
     * @param headers the headers' JSON
     * @param payload the payload
     */
    public record Request(byte[] path, byte[] headers, byte[] payload) {
        /** Returns the routing key as text. */
        public String pathText() {
            return Bytes.text(path);
        }

        /** Returns the headers' JSON as text. */
        public String headersText() {
            return Bytes.text(headers);
        }
    }

    /**
     * A two-part message.
     *
     * @param header the first part
     * @param body the second part
     * @param checksum the checksum field, not verified
     */
    public record TwoPart(byte[] header, byte[] body, long checksum) {
        /** Returns the first part as text. */
        public String headerText() {
            return Bytes.text(header);
        }

        /** Returns the second part as text. */
        public String bodyText() {
            return Bytes.text(body);
        }

        /** Returns what is in it, for messages: {@code header "stop"}, {@code body {…}}, both, or {@code nothing}. */
        public String words() {
            String first = header.length == 0 ? "" : "header " + headerText();
            String second = body.length == 0 ? "" : "body " + bodyText();
            String between = first.isEmpty() || second.isEmpty() ? "" : ", ";
            return first.isEmpty() && second.isEmpty() ? "nothing" : first + between + second;
        }
    }

    /** Returns a request frame with the header that every client of the model sends. */
    public static byte[] request(String path, byte[] payload) {
        return request(path, "{\"x-endpoint-path\":\"" + path + "\"}", payload);
    }

    /** Returns a request frame. */
    public static byte[] request(String path, String headersJson, byte[] payload) {
        return request(new Request(Bytes.utf8(path), Bytes.utf8(headersJson), payload));
    }

    /** Returns a request frame. */
    public static byte[] request(Request request) {
        return Bytes.empty()
                .u16(request.path().length)
                .raw(request.path())
                .u16(request.headers().length)
                .raw(request.headers())
                .u32(request.payload().length)
                .raw(request.payload())
                .toArray();
    }

    /** Returns an acknowledgement frame. */
    public static byte[] ack(String body) {
        byte[] utf8 = Bytes.utf8(body);
        return Bytes.empty().u32(utf8.length).raw(utf8).toArray();
    }

    /** Returns a two-part message with checksum 0. */
    public static byte[] twoPart(byte[] header, byte[] body) {
        return twoPart(new TwoPart(header, body, 0));
    }

    /** Returns a two-part message. */
    public static byte[] twoPart(TwoPart message) {
        return Bytes.empty()
                .u64(message.header().length)
                .u64(message.body().length)
                .u64(message.checksum())
                .raw(message.header())
                .raw(message.body())
                .toArray();
    }

    /** Returns a two-part message that has only a header. */
    public static byte[] header(String json) {
        return twoPart(Bytes.utf8(json), new byte[0]);
    }

    /** Returns a two-part message that has only a body. */
    public static byte[] body(String json) {
        return twoPart(new byte[0], Bytes.utf8(json));
    }

    /** Returns what a worker says first when it calls home. */
    public static byte[] handshake(String subject) {
        return header("{\"subject\":\"" + subject + "\",\"stream_type\":\"response\"}");
    }

    /** Returns the prologue of an engine that refused. */
    public static byte[] failedPrologue(String error) {
        return header("{\"error\":\"" + error + "\"}");
    }

    /** Returns a frame with one item, a JSON value. */
    public static byte[] data(String itemJson) {
        return body("{\"data\":" + itemJson + ",\"complete_final\":false}");
    }

    /** Takes a two-part message apart that is complete, as the payload of a request is; bytes behind it are ignored. */
    public static TwoPart readTwoPart(byte[] message) {
        return readTwoPart(
                Arrays.copyOf(message, TWO_PART_HEAD),
                Arrays.copyOfRange(message, TWO_PART_HEAD, Math.max(message.length, TWO_PART_HEAD)));
    }

    /** Reads a two-part message that is complete. */
    static TwoPart readTwoPart(byte[] head, byte[] parts) {
        ByteBuffer fields = ByteBuffer.wrap(head);
        int headerLength = Math.toIntExact(fields.getLong());
        int bodyLength = Math.toIntExact(fields.getLong());
        byte[] header = new byte[headerLength];
        byte[] body = new byte[bodyLength];
        ByteBuffer.wrap(parts).get(header).get(body);
        return new TwoPart(header, body, fields.getLong());
    }
}
