package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.seatrial.wire.TwoPartEncoder;
import java.nio.charset.StandardCharsets;

/** Two-part messages written out by hand, so that the tests do not lean on the encoders that they test. */
final class RawFrames {

    static final String OK = "{\"error\":null}";
    static final String SENTINEL = "\"sentinel\"";
    static final String STOP = "\"stop\"";
    static final String KILL = "\"kill\"";
    static final String FINAL = "{\"complete_final\":true}";

    private RawFrames() {}

    static byte[] frame(String header, String body) {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        byte[] tail = body.getBytes(StandardCharsets.UTF_8);
        ByteBuf out = Unpooled.buffer(TwoPartEncoder.HEAD_BYTES + head.length + tail.length);
        out.writeLong(head.length)
                .writeLong(tail.length)
                .writeLong(0)
                .writeBytes(head)
                .writeBytes(tail);
        return ByteBufUtil.getBytes(out);
    }

    static byte[] header(String json) {
        return frame(json, "");
    }

    static byte[] body(String json) {
        return frame("", json);
    }

    static byte[] handshake(String subject) {
        return header(handshakeJson(subject));
    }

    static String handshakeJson(String subject) {
        return "{\"subject\":\"" + subject + "\",\"stream_type\":\"response\"}";
    }

    static String dataJson(String item) {
        return "{\"data\":" + item + ",\"complete_final\":false}";
    }

    static byte[] data(String item) {
        return body(dataJson(item));
    }

    static byte[] join(byte[]... frames) {
        return ByteBufUtil.getBytes(Unpooled.wrappedBuffer(frames));
    }

    /** The control message of a request. */
    static String control(String id, String address, String subject) {
        return control(id, "tcp_server", address, subject, id, "response");
    }

    static String control(
            String id, String transport, String address, String subject, String context, String streamType) {
        String info = "{\\\"address\\\":\\\"" + address + "\\\",\\\"subject\\\":\\\"" + subject
                + "\\\",\\\"context\\\":\\\"" + context + "\\\",\\\"stream_type\\\":\\\"" + streamType + "\\\"}";
        return "{\"id\":\"" + id
                + "\",\"request_type\":\"single_in\",\"response_type\":\"many_out\",\"connection_info\":"
                + "{\"transport\":\"" + transport + "\",\"info\":\"" + info + "\"}}";
    }
}
