package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;

/** Any bytes where a message is expected inside a frame; a value that was read, written and read again is equal. */
@Tag("fuzz")
class MessageFuzzTest {

    private final Withstanding withstanding = new Withstanding();
    private final ByteBufAllocator allocator = withstanding.allocator();

    @FuzzTest
    void requestControl(byte[] bytes) {
        RequestControl control = withstanding.decode(bytes, RequestControl::decode);
        if (control != null) {
            assertThat(RequestControl.decode(Unpooled.wrappedBuffer(control.toJson())))
                    .isEqualTo(control);
            callHome(control.connectionInfo());
        }
    }

    @FuzzTest
    void requestPayload(byte[] bytes) {
        RequestPayload payload = withstanding.decode(bytes, RequestPayload::decode, RequestPayload::release);
        if (payload != null) {
            byte[] body = Withstanding.taken(payload.body());
            ByteBuf written = RequestPayload.encode(allocator, payload.control(), Unpooled.wrappedBuffer(body));
            RequestPayload again = RequestPayload.decode(written);
            written.release();
            assertThat(again.control()).isEqualTo(payload.control());
            assertThat(Withstanding.taken(again.body())).isEqualTo(body);
        }
        withstanding.allocator().assertAllReleased();
    }

    @FuzzTest
    void streamHandshake(byte[] bytes) {
        StreamHandshake handshake = withstanding.decode(bytes, StreamHandshake::decode);
        if (handshake != null) {
            assertThat(headerOf(handshake.encode(allocator), StreamHandshake::decode))
                    .isEqualTo(handshake);
        }
    }

    @FuzzTest
    void prologue(byte[] bytes) {
        Prologue prologue = withstanding.decode(bytes, Prologue::decode);
        if (prologue != null) {
            assertThat(headerOf(prologue.encode(allocator), Prologue::decode)).isEqualTo(prologue);
        }
    }

    @FuzzTest
    void controlFrame(byte[] bytes) {
        ControlFrame control = withstanding.decode(bytes, ControlFrame::decode);
        if (control != null) {
            assertThat(headerOf(control.frame(), ControlFrame::decode)).isEqualTo(control);
        }
    }

    @FuzzTest
    void streamFrame(byte[] bytes) {
        StreamFrame frame = withstanding.decode(bytes, StreamFrame::decode, StreamFrame::release);
        if (frame != null && frame.data() != null) {
            byte[] item = Withstanding.taken(frame.data());
            ByteBuf written = StreamFrame.encodeItem(allocator, Unpooled.wrappedBuffer(item));
            TwoPartMessage message = TwoPartDecoder.UNLIMITED.decodeOnce(written);
            StreamFrame again = StreamFrame.decode(message.body());
            message.release();
            written.release();
            assertThat(again.data()).isNotNull();
            assertThat(Withstanding.taken(again.data())).isEqualTo(item);
        }
        withstanding.allocator().assertAllReleased();
    }

    @FuzzTest
    void annotatedItem(byte[] bytes) {
        for (Profile profile : Profile.values()) {
            Annotated item = withstanding.decode(bytes, in -> Annotated.decode(in, profile), Annotated::release);
            if (item != null) {
                ByteBuf written = item.encode(allocator);
                Annotated again = Annotated.decode(written, profile);
                assertThat(again).isEqualTo(item);
                again.release();
                written.release();
                item.release();
            }
        }
        withstanding.allocator().assertAllReleased();
    }

    @FuzzTest
    void address(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            CallHomeAddress address = CallHomeAddress.parse(text);
            address.toSocketAddress();
            assertThat(CallHomeAddress.parse(address.toString())).isEqualTo(address);
        } catch (WireException refused) {
            assertThat(refused).hasMessageContaining(text);
        }
        try {
            assertThat(RequestAddress.parse(text).socket().isUnresolved()).isFalse();
        } catch (PlaneException.InvalidRequest refused) {
            assertThat(refused).hasMessageContaining(text);
        }
    }

    private static void callHome(ConnectionInfo info) {
        try {
            TcpStreamInfo stream = info.tcpStream();
            assertThat(ConnectionInfo.of(stream).tcpStream()).isEqualTo(stream);
        } catch (WireException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    /** Returns what the header of a written frame is read as, and releases the frame. */
    private static <T> T headerOf(ByteBuf frame, Function<ByteBuf, T> decoder) {
        TwoPartMessage message = TwoPartDecoder.UNLIMITED.decodeOnce(frame);
        try {
            return decoder.apply(message.header());
        } finally {
            message.release();
            frame.release();
        }
    }
}
