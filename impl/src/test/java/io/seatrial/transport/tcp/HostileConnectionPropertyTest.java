package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.EmbeddedIo;
import io.seatrial.serving.HandlerTable;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.serving.TestHandler;
import io.seatrial.wire.AckBody;
import io.seatrial.wire.AckDecoder;
import io.seatrial.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Whatever bytes come in whatever pieces, a connection hands on the frames that it was sent, or refuses with a text of the protocol; it
 * throws nothing, keeps nothing, and never holds more than one frame and one read. The seed of a failure alone repeats it.
 */
class HostileConnectionPropertyTest {

    private static final int MAX_FRAME = 8192;
    private static final int LONGEST_READ = 4096;

    /** A head is read before the limit of its frame can be judged, and a buffer that grows has up to twice the size of what it holds. */
    private static final long MOST_HELD =
            2L * (Math.max(MAX_FRAME, WireLimits.MAX_PATH_BYTES + WireLimits.MAX_FIELD_BYTES + 8) + LONGEST_READ);

    // The bytes come from the seed, so a seed next to it is another story.
    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void shouldHandOnWhatWasSent(@ForAll long seed) {
        play(seed, false);
    }

    @Property(tries = 800, shrinking = ShrinkingMode.OFF)
    void shouldWithstandWhatWasDamaged(@ForAll long seed) {
        play(seed, true);
    }

    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
    @Tag("long")
    void shouldWithstandWhatWasDamagedForLong(@ForAll long seed) {
        play(seed, true);
    }

    private static void play(long seed, boolean damaged) {
        Random random = new Random(seed);
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
        EmbeddedIo io = new EmbeddedIo();
        io.channel.config().setAllocator(memory);
        TestHandler handler = TestHandler.quick();
        HandlerTable table = new HandlerTable(TcpPlaneProvider.NAME, new TcpKeying(true));
        table.add(new ServedEndpoint(GENERATE, handler, HealthListener.NONE, notice -> {}));
        PlaneContext context =
                new PlaneContext(io, Settings.read(Map.of(), List.of()), Profile.REFERENCE, notice -> {});
        Intake intake = new Intake(context, new TcpBehaviour(Profile.REFERENCE), table);
        io.channel.pipeline().addLast(new TcpConnection(io.channel, intake, io, MAX_FRAME, Duration.ofSeconds(5)));

        List<String> sent = new ArrayList<>();
        byte[] stream = stream(random, table.keyOf(GENERATE), sent);
        stream = damaged ? damage(random, stream) : stream;
        List<byte[]> answers = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + 1 + random.nextInt(random.nextBoolean() ? 8 : LONGEST_READ));
            ByteBuf read = memory.buffer(end - at).writeBytes(stream, at, end - at);
            io.channel.writeInbound(read);
            io.channel.runPendingTasks();
            collect(io, answers);
            assertThat(held(memory)).as("bytes held").isLessThanOrEqualTo(MOST_HELD);
            at = end;
        }
        io.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        io.channel.runPendingTasks();
        collect(io, answers);
        io.channel.checkException();
        assertThat(io.channel.isOpen())
                .as("a connection after the end of input")
                .isFalse();

        List<AckBody.Kind> kinds = kinds(answers);
        if (damaged) {
            assertThat(kinds).as("answers").doesNotContain(AckBody.Kind.OTHER);
            assertThat(handler.payloads).hasSizeLessThanOrEqualTo(kinds.size());
        } else {
            assertThat(handler.payloads).containsExactlyElementsOf(sent);
            assertThat(kinds).hasSameSizeAs(sent).containsOnly(AckBody.Kind.ACCEPTED);
        }
        io.channel.finishAndReleaseAll();
        assertThat(held(memory)).as("bytes left").isZero();
    }

    private static long held(UnpooledByteBufAllocator memory) {
        return memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory();
    }

    private static byte[] stream(Random random, String path, List<String> sent) {
        ByteBuf all = Unpooled.buffer();
        for (int left = 1 + random.nextInt(5); left > 0; left--) {
            String payload = "x".repeat(random.nextInt(random.nextInt(4) == 0 ? MAX_FRAME / 2 : 50)) + left;
            sent.add(payload);
            all.writeBytes(RawConnection.frame(path, payload));
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    /** Edits a stream: bytes set, taken out, put in, or cut off; or writes something else altogether. */
    private static byte[] damage(Random random, byte[] sound) {
        if (random.nextInt(5) == 0) {
            byte[] noise = new byte[random.nextInt(3 * LONGEST_READ)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = sound;
        for (int left = 1 + random.nextInt(3); left > 0 && bytes.length > 0; left--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(60, bytes.length) : bytes.length);
            int behind = random.nextInt(6) == 0 ? bytes.length : Math.min(bytes.length, at + random.nextInt(3));
            byte[] between = new byte[random.nextInt(3)];
            random.nextBytes(between);
            ByteBuf edited = Unpooled.buffer()
                    .writeBytes(bytes, 0, at)
                    .writeBytes(between)
                    .writeBytes(bytes, behind, bytes.length - behind);
            bytes = Arrays.copyOf(edited.array(), edited.readableBytes());
        }
        // More than may be held, in case somebody waits for it.
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, bytes.length + 2 * (int) MOST_HELD) : bytes;
    }

    private static void collect(EmbeddedIo io, List<byte[]> answers) {
        for (ByteBuf each = io.channel.readOutbound(); each != null; each = io.channel.readOutbound()) {
            byte[] bytes = new byte[each.readableBytes()];
            each.readBytes(bytes);
            each.release();
            answers.add(bytes);
        }
    }

    private static List<AckBody.Kind> kinds(List<byte[]> answers) {
        ByteBuf in = Unpooled.wrappedBuffer(answers.toArray(new byte[0][]));
        List<AckBody.Kind> kinds = new ArrayList<>();
        while (in.isReadable()) {
            ByteBuf body = new AckDecoder(MAX_FRAME).decode(in);
            assertThat(body).as("a whole acknowledgement").isNotNull();
            kinds.add(AckBody.of(body.toString(StandardCharsets.UTF_8)).kind());
            body.release();
        }
        return kinds;
    }
}
