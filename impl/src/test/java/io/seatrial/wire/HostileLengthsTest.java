package io.seatrial.wire;

import static io.seatrial.wire.Vectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A length that a peer announces costs nothing until its bytes are there. */
class HostileLengthsTest {

    private static final int ROUNDS = 1000;
    private static final long BYTES_PER_ROUND = 4096;

    private final RequestFrameDecoder requests = new RequestFrameDecoder(WireLimits.DEFAULT_MAX_MESSAGE_BYTES);
    private final AckDecoder acks = new AckDecoder(WireLimits.DEFAULT_MAX_MESSAGE_BYTES);

    @Test
    void shouldTakeNoMemoryForARequestJustUnderTheLimit() {
        assertCheap(
                bytes("0001" + "61" + "0002" + "7b7d" + "01ffff00"),
                in -> assertThat(requests.decode(in)).isNull());
    }

    @Test
    void shouldTakeNoMemoryForAnAcknowledgementJustUnderTheLimit() {
        assertCheap(bytes("01ffff00"), in -> assertThat(acks.decode(in)).isNull());
    }

    @Test
    void shouldTakeNoMemoryForATwoPartMessageJustUnderTheLimit() {
        assertCheap(
                bytes("000000007fff0000" + "0000000000000000" + "0000000000000000"),
                in -> assertThat(TwoPartDecoder.UNLIMITED.decode(in)).isNull());
    }

    private static void assertCheap(ByteBuf in, Consumer<ByteBuf> decode) {
        decode.accept(in);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            decode.accept(in);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ROUNDS * BYTES_PER_ROUND);
    }
}
