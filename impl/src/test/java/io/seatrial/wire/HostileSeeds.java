package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sound messages of every kind, framed and bare, to be damaged. */
final class HostileSeeds {

    private HostileSeeds() {}

    static List<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(ByteBufUtil.decodeHexDump(Vectors.MINIMAL_REQUEST));
        seeds.add(ByteBufUtil.decodeHexDump(Vectors.UNKNOWN_ENDPOINT_ACK));
        for (String[] vector : Vectors.DEBUG_CHECKSUMS) {
            byte[] frame = ByteBufUtil.decodeHexDump(vector[0]);
            seeds.add(frame);
            seeds.add(Arrays.copyOfRange(frame, TwoPartEncoder.HEAD_BYTES, frame.length));
        }
        seeds.add(Vectors.CONTROL_JSON.getBytes(StandardCharsets.UTF_8));
        seeds.add(
                ("{\"data\":{\"a\":[1,\"\\ud83d\\ude00é\"]},\"id\":\"i\",\"event\":\"error\",\"comment\":[\"a\",\"b\"],"
                                + "\"error\":{\"error_type\":{\"Backend\":\"EngineShutdown\"},\"message\":\"m\",\"caused_by\":"
                                + "{\"error_type\":\"Unknown\",\"message\":\"n\"}}}")
                        .getBytes(StandardCharsets.UTF_8));
        ByteBuf payload = RequestPayload.encode(
                UnpooledByteBufAllocator.DEFAULT, Vectors.CONTROL, Vectors.utf8(Vectors.BODY_JSON));
        seeds.add(ByteBufUtil.getBytes(payload));
        payload.release();
        return seeds;
    }
}
