package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read back, however the stream is cut, and every buffer is released. */
class SegmentationPropertyTest {

    private final CountingAllocator allocator = new CountingAllocator();

    record Request(String path, Map<String, String> headers, byte[] payload) {}

    record Parts(byte[] header, byte[] body) {}

    @Property(tries = 400)
    void shouldReadBackRequests(
            @ForAll("requests") List<Request> requests, @ForAll("segmentations") List<Integer> sizes) {
        ByteBuf wire = allocator.buffer();
        for (Request request : requests) {
            append(
                    wire,
                    RequestFrameEncoder.UNLIMITED.encode(
                            allocator, request.path(), request.headers(), allocator.of(request.payload())));
        }

        RequestFrameDecoder decoder = new RequestFrameDecoder(WireLimits.DEFAULT_MAX_MESSAGE_BYTES);
        List<RequestFrame> frames = Segments.decode(allocator, wire, sizes, decoder::decode);

        assertThat(frames).hasSameSizeAs(requests);
        for (int i = 0; i < frames.size(); i++) {
            RequestFrame frame = frames.get(i);
            Request request = requests.get(i);
            assertThat(frame.path()).isEqualTo(request.path());
            assertThat(frame.headers()).containsExactlyEntriesOf(request.headers());
            assertThat(frame.payload()).isEqualTo(Unpooled.wrappedBuffer(request.payload()));
            frame.release();
        }
        allocator.assertAllReleased();
    }

    @Property(tries = 400)
    void shouldReadBackAcknowledgements(
            @ForAll("payloads") List<byte[]> bodies, @ForAll("segmentations") List<Integer> sizes) {
        ByteBuf wire = allocator.buffer();
        for (byte[] body : bodies) {
            append(wire, AckFrames.encode(allocator, allocator.of(body), WireLimits.UNLIMITED));
        }

        List<AckText> acks = Segments.decode(
                allocator, wire, sizes, in -> AckText.of(new AckDecoder(WireLimits.UNLIMITED).decode(in)));

        assertThat(acks).extracting(AckText::body).isEqualTo(buffers(bodies));
        acks.forEach(ack -> ack.body().release());
        allocator.assertAllReleased();
    }

    /** A body that Netty's decoder does not take for a buffer of its own. */
    record AckText(ByteBuf body) {
        static AckText of(ByteBuf body) {
            return body == null ? null : new AckText(body);
        }
    }

    @Property(tries = 400)
    void shouldReadBackTwoPartMessages(@ForAll("parts") List<Parts> all, @ForAll("segmentations") List<Integer> sizes) {
        ByteBuf wire = allocator.buffer();
        for (Parts parts : all) {
            append(
                    wire,
                    TwoPartEncoder.UNLIMITED.encode(
                            allocator, new TwoPartMessage(allocator.of(parts.header()), allocator.of(parts.body()))));
        }

        List<TwoPartMessage> messages = Segments.decode(allocator, wire, sizes, TwoPartDecoder.UNLIMITED::decode);

        assertThat(messages)
                .extracting(TwoPartMessage::header)
                .isEqualTo(buffers(all.stream().map(Parts::header).toList()));
        assertThat(messages)
                .extracting(TwoPartMessage::body)
                .isEqualTo(buffers(all.stream().map(Parts::body).toList()));
        messages.forEach(TwoPartMessage::release);
        allocator.assertAllReleased();
    }

    @Property(tries = 400)
    void shouldReadBackResponseStreams(
            @ForAll("items") List<String> items, @ForAll("segmentations") List<Integer> sizes) {
        ByteBuf wire = allocator.buffer();
        for (String item : items) {
            append(wire, StreamFrame.encodeItem(allocator, allocator.of(item.getBytes(StandardCharsets.UTF_8))));
        }
        append(wire, StreamFrame.finalFrame());
        append(wire, ControlFrame.SENTINEL.frame());

        List<TwoPartMessage> messages = Segments.decode(allocator, wire, sizes, TwoPartDecoder.UNLIMITED::decode);

        List<String> read = new ArrayList<>();
        for (TwoPartMessage message : messages.subList(0, items.size())) {
            StreamFrame frame = StreamFrame.decode(message.body());
            assertThat(frame.completeFinal()).isFalse();
            read.add(frame.data() == null ? "null" : frame.data().toString(StandardCharsets.UTF_8));
            frame.release();
        }
        assertThat(read).isEqualTo(items);
        assertThat(messages).hasSize(items.size() + 2);
        assertThat(StreamFrame.decode(messages.get(items.size()).body())).isEqualTo(StreamFrame.FINAL);
        assertThat(ControlFrame.decode(messages.get(items.size() + 1).header())).isEqualTo(ControlFrame.SENTINEL);
        messages.forEach(TwoPartMessage::release);
        allocator.assertAllReleased();
    }

    @Provide
    Arbitrary<List<Request>> requests() {
        return Combinators.combine(WireArbitraries.paths(), WireArbitraries.headers(), WireArbitraries.payloads())
                .as(Request::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<byte[]>> payloads() {
        return WireArbitraries.payloads().list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Parts>> parts() {
        return Combinators.combine(WireArbitraries.payloads(), WireArbitraries.payloads())
                .as(Parts::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> items() {
        return WireArbitraries.json().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Integer>> segmentations() {
        return WireArbitraries.segmentations();
    }

    private static void append(ByteBuf wire, ByteBuf frame) {
        wire.writeBytes(frame);
        frame.release();
    }

    private static List<ByteBuf> buffers(List<byte[]> all) {
        return all.stream().map(Unpooled::wrappedBuffer).toList();
    }
}
