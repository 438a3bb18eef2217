package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever bytes come, every decoder asks for more, gives a message or refuses with an error of its own; it takes no memory, keeps no
 * reference, and consumes nothing unless it gives a message.
 */
class HostileBytesPropertyTest {

    private static final int MAX = 1 << 20;

    private final CountingAllocator allocator = new CountingAllocator();
    private final Map<String, Consumer<ByteBuf>> decoders = decoders();

    @Property(tries = 2000)
    void shouldWithstandAnyBytes(@ForAll("bytes") byte[] bytes) {
        decoders.forEach((name, decoder) -> feed(name, decoder, bytes));
    }

    @Property(tries = 4000)
    void shouldWithstandDamagedMessages(@ForAll("damaged") byte[] bytes) {
        decoders.forEach((name, decoder) -> feed(name, decoder, bytes));
    }

    @Property(tries = 2000)
    void shouldWithstandAnyAddress(@ForAll("addresses") String address) {
        try {
            CallHomeAddress.parse(address).toSocketAddress();
        } catch (WireException expected) {
            assertThat(expected).hasMessageContaining(address);
        }
        try {
            assertThat(RequestAddress.parse(address).socket().isUnresolved()).isFalse();
        } catch (PlaneException.InvalidRequest expected) {
            assertThat(expected).hasMessageContaining(address);
        }
    }

    private void feed(String name, Consumer<ByteBuf> decoder, byte[] bytes) {
        ByteBuf in = allocator.of(bytes);
        int allocations = allocator.allocations();
        int readable = in.readableBytes();
        try {
            decoder.accept(in);
        } catch (WireException expected) {
            assertThat(in.readableBytes()).as(name).isEqualTo(readable);
            assertThat(expected.getMessage()).isNotEmpty();
        }
        assertThat(allocator.allocations()).as(name).isEqualTo(allocations);
        assertThat(in.refCnt()).as(name).isOne();
        in.release();
    }

    private static Map<String, Consumer<ByteBuf>> decoders() {
        Map<String, Consumer<ByteBuf>> all = new LinkedHashMap<>();
        all.put("request", in -> {
            RequestFrame frame = new RequestFrameDecoder(MAX).decode(in);
            if (frame != null) {
                frame.headers();
                frame.release();
            }
        });
        all.put("request slice", in -> RequestFrameSlices.decode(in).release());
        all.put("ack", in -> {
            ByteBuf body = new AckDecoder(MAX).decode(in);
            if (body != null) {
                AckBody.of(body.toString(StandardCharsets.UTF_8));
                body.release();
            }
        });
        all.put("two parts", in -> {
            TwoPartMessage message = TwoPartDecoder.UNLIMITED.decode(in);
            if (message != null) {
                message.release();
            }
        });
        all.put("request payload", in -> {
            RequestPayload payload = RequestPayload.decode(in);
            payload.release();
            payload.control().connectionInfo().tcpStream();
        });
        all.put("handshake", in -> StreamHandshake.decode(in));
        all.put("prologue", in -> Prologue.decode(in));
        all.put("control", in -> ControlFrame.decode(in));
        all.put("request control", in -> RequestControl.decode(in));
        all.put("stream frame", in -> StreamFrame.decode(in).release());
        all.put("item", in -> Annotated.decode(in, Profile.REFERENCE).release());
        all.put("item of 1.0", in -> Annotated.decode(in, Profile.DYNAMO_1_0).release());
        return all;
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return WireArbitraries.damaged(HostileSeeds.all());
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("[]:./%0123456789abcf -tcp").ofMaxLength(24),
                WireArbitraries.texts(12));
    }
}
