package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The test vectors of dynamo-tcp.md 1.6, and short ways between bytes, hex and text. */
final class Vectors {

    static final String PATH = "1a2b/generate";
    static final String SUBJECT = "6b1d2c1e-7a54-4c0b-9a2e-2f9f0c1d3e4f";

    static final String REQUEST_HEAD = "000d316132622f67656e6572617465" + "0023"
            + "7b22782d656e64706f696e742d70617468223a22316132622f67656e6572617465227d";
    static final String MINIMAL_REQUEST = REQUEST_HEAD + "00000003" + "616263";

    static final String CONTROL_JSON =
            "{\"id\":\"req-1\",\"request_type\":\"single_in\",\"response_type\":\"many_out\","
                    + "\"connection_info\":{\"transport\":\"tcp_server\",\"info\":\"{\\\"address\\\":\\\"10.0.0.5:40001\\\","
                    + "\\\"subject\\\":\\\"6b1d2c1e-7a54-4c0b-9a2e-2f9f0c1d3e4f\\\",\\\"context\\\":\\\"req-1\\\","
                    + "\\\"stream_type\\\":\\\"response\\\"}\"}}";
    static final String BODY_JSON = "{\"x\":1}";
    static final RequestControl CONTROL = RequestControl.unary(
            "req-1", ConnectionInfo.of(new TcpStreamInfo("10.0.0.5:40001", SUBJECT, "req-1", StreamType.RESPONSE)));

    static final String UNKNOWN_ENDPOINT_ACK = "0000001b556e6b6e6f776e20656e64706f696e743a20316132622f6e6f7065";

    static final String HANDSHAKE = "000000000000004b00000000000000000000000000000000"
            + "7b227375626a656374223a2236623164326331652d376135342d346330622d396132652d326639663063316433653466222c"
            + "2273747265616d5f74797065223a22726573706f6e7365227d";
    static final String PROLOGUE_OK =
            "000000000000000e00000000000000000000000000000000" + "7b226572726f72223a6e756c6c7d";
    static final String PROLOGUE_ERROR = "000000000000002000000000000000000000000000000000"
            + "7b226572726f72223a2247656e6572617465204572726f723a20626f6f6d227d";
    static final String DATA = "0000000000000000000000000000003a0000000000000000"
            + "7b2264617461223a7b2264617461223a7b22746f6b656e5f696473223a5b315d7d7d2c22636f6d706c6574655f66696e616c223a"
            + "66616c73657d";
    static final String DATA_ITEM = "{\"data\":{\"token_ids\":[1]}}";
    static final String FINAL =
            "000000000000000000000000000000170000000000000000" + "7b22636f6d706c6574655f66696e616c223a747275657d";
    static final String SENTINEL = "000000000000000a00000000000000000000000000000000" + "2273656e74696e656c22";
    static final String STOP = "000000000000000600000000000000000000000000000000" + "2273746f7022";
    static final String KILL = "000000000000000600000000000000000000000000000000" + "226b696c6c22";
    static final String EMPTY = "0".repeat(48);

    /** Each two-part vector with the checksum that a debug build of the model writes at offset 16. */
    static final List<String[]> DEBUG_CHECKSUMS = List.of(
            new String[] {HANDSHAKE, "8dc8ea43b3f2b203"},
            new String[] {PROLOGUE_OK, "f0e61489b502a52a"},
            new String[] {PROLOGUE_ERROR, "bd6f7102e7c6ca37"},
            new String[] {DATA, "e55283024e1c0616"},
            new String[] {FINAL, "e243abb5e27e64ef"},
            new String[] {SENTINEL, "3993296f71e74889"},
            new String[] {STOP, "731977e5b1d5daae"},
            new String[] {KILL, "6d97081d9a24ad23"},
            new String[] {EMPTY, "2d06800538d394c2"});

    private Vectors() {}

    static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    static ByteBuf utf8(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    /** Returns the readable bytes in hex, and releases the buffer. */
    static String hex(ByteBuf buffer) {
        try {
            return ByteBufUtil.hexDump(buffer);
        } finally {
            buffer.release();
        }
    }

    /** Returns the readable bytes as text, and releases the buffer. */
    static String text(ByteBuf buffer) {
        try {
            return buffer.toString(StandardCharsets.UTF_8);
        } finally {
            buffer.release();
        }
    }
}
