package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

/** Any bytes where a frame is expected; what was read of them and is written again gives the same. */
@Tag("fuzz")
class FrameFuzzTest {

    private static final int MAX = WireLimits.DEFAULT_MAX_MESSAGE_BYTES;

    private final Withstanding withstanding = new Withstanding();

    @FuzzTest
    void requestFrame(byte[] bytes) {
        RequestFrame frame = withstanding.decode(bytes, new RequestFrameDecoder(MAX)::decode, RequestFrame::release);
        if (frame != null) {
            frame.headers();
            assertWritesTheSame(frame, bytes);
        }
    }

    @FuzzTest
    void requestFrameSlice(byte[] bytes) {
        RequestFrame frame = withstanding.decode(bytes, RequestFrameSlices::decode, RequestFrame::release);
        if (frame != null) {
            assertThat(frame.path()).isNotNull();
            assertThat(RequestHead.of(frame.path(), frame.headers()).headers()).isEqualTo(frame.headers());
            assertWritesTheSame(frame, bytes);
        }
    }

    @FuzzTest
    void acknowledgement(byte[] bytes) {
        ByteBuf body = withstanding.decode(bytes, new AckDecoder(MAX)::decode, ByteBuf::release);
        if (body != null) {
            AckBody.of(Withstanding.taken(body.retainedDuplicate()));
            assertIsStartOf(bytes, AckFrames.encode(withstanding.allocator(), body, MAX));
        }
        withstanding.allocator().assertAllReleased();
    }

    @FuzzTest
    void twoPartMessage(byte[] bytes) {
        TwoPartMessage message = withstanding.decode(bytes, new TwoPartDecoder(MAX)::decode, TwoPartMessage::release);
        if (message != null) {
            byte[] header = Withstanding.taken(message.header().retainedDuplicate());
            byte[] body = Withstanding.taken(message.body().retainedDuplicate());
            ByteBuf written = new TwoPartEncoder(MAX).encode(withstanding.allocator(), message);
            TwoPartMessage again = TwoPartDecoder.UNLIMITED.decodeOnce(written);
            written.release();
            assertThat(Withstanding.taken(again.header())).isEqualTo(header);
            assertThat(Withstanding.taken(again.body())).isEqualTo(body);
        }
        withstanding.allocator().assertAllReleased();
    }

    private void assertWritesTheSame(RequestFrame frame, byte[] bytes) {
        assertIsStartOf(
                bytes, RequestFrameEncoder.UNLIMITED.encode(withstanding.allocator(), frame.head(), frame.payload()));
        withstanding.allocator().assertAllReleased();
    }

    private static void assertIsStartOf(byte[] bytes, ByteBuf written) {
        byte[] taken = Withstanding.taken(written);
        assertThat(Arrays.copyOf(bytes, taken.length)).isEqualTo(taken);
    }
}
