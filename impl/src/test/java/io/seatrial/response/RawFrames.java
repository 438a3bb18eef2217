package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.seatrial.wire.TwoPartEncoder;
import java.nio.charset.StandardCharsets;

/** Two-part messages written out by hand, so that the tests do not lean on the encoders that they test. */
public final class RawFrames {

    public static final String OK = "{\"error\":null}";
    public static final String SENTINEL = "\"sentinel\"";
    public static final String STOP = "\"stop\"";
    public static final String KILL = "\"kill\"";
    public static final String FINAL = "{\"complete_final\":true}";

    private RawFrames() {}

    public static byte[] frame(String header, String body) {
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

    public static byte[] header(String json) {
        return frame(json, "");
    }

    public static byte[] body(String json) {
        return frame("", json);
    }

    public static byte[] handshake(String subject) {
        return header(handshakeJson(subject));
    }

    public static String handshakeJson(String subject) {
        return "{\"subject\":\"" + subject + "\",\"stream_type\":\"response\"}";
    }

    public static String dataJson(String item) {
        return "{\"data\":" + item + ",\"complete_final\":false}";
    }

    public static byte[] data(String item) {
        return body(dataJson(item));
    }

    public static byte[] join(byte[]... frames) {
        return ByteBufUtil.getBytes(Unpooled.wrappedBuffer(frames));
    }

    /** The control message of a request. */
    public static String control(String id, String address, String subject) {
        return control(id, "tcp_server", address, subject, id, "response");
    }

    public static String control(
            String id, String transport, String address, String subject, String context, String streamType) {
        String info = "{\\\"address\\\":\\\"" + address + "\\\",\\\"subject\\\":\\\"" + subject
                + "\\\",\\\"context\\\":\\\"" + context + "\\\",\\\"stream_type\\\":\\\"" + streamType + "\\\"}";
        return "{\"id\":\"" + id
                + "\",\"request_type\":\"single_in\",\"response_type\":\"many_out\",\"connection_info\":"
                + "{\"transport\":\"" + transport + "\",\"info\":\"" + info + "\"}}";
    }
}
