package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.EmbeddedIo;
import io.seatrial.serving.HandlerTable;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection does when things come in an order that sockets seldom show. */
class TcpConnectionTest {

    private static final byte[] FRAME = RawConnection.frame("1a2b/generate", "abc");
    private static final Duration FRAME_TIMEOUT = Duration.ofMillis(100);

    private final EmbeddedIo io = new EmbeddedIo();
    private final TestHandler held = TestHandler.held();
    private final HandlerTable table = new HandlerTable("TCP", new TcpKeying(false));
    private final TcpConnection connection;

    TcpConnectionTest() {
        Settings settings = TestServer.settings(TcpSettings.WORKER_POOL_SIZE, 1).with(TcpSettings.WORK_QUEUE_SIZE, 1);
        PlaneContext context = new PlaneContext(io, settings, Profile.DYNAMO_1_0, notice -> {});
        Intake intake = new Intake(context, new TcpBehaviour(Profile.DYNAMO_1_0), table);
        table.add(new ServedEndpoint(GENERATE, held, HealthListener.NONE, notice -> {}));
        connection = new TcpConnection(io.channel, intake, io, 4096, FRAME_TIMEOUT);
        io.channel.pipeline().addLast(connection);
    }

    @AfterEach
    void close() {
        io.channel.finishAndReleaseAll();
    }

    private void read(byte[] bytes) {
        io.channel.writeInbound(Unpooled.copiedBuffer(bytes));
        io.channel.runPendingTasks();
    }

    private void endInput() {
        io.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        io.channel.runPendingTasks();
    }

    private void finishOne() {
        held.finishOne();
        io.channel.runPendingTasks();
    }

    /** Returns the bodies that were written since the last call, separated by bars. */
    private String acks() {
        StringBuilder bodies = new StringBuilder();
        for (ByteBuf out = io.channel.readOutbound(); out != null; out = io.channel.readOutbound()) {
            while (out.isReadable()) {
                bodies.append(out.readCharSequence(out.readInt(), StandardCharsets.UTF_8))
                        .append('|');
            }
            out.release();
        }
        return bodies.toString();
    }

    private static byte[] times(int count, byte[] bytes) {
        return Unpooled.wrappedBuffer(Collections.nCopies(count, bytes).toArray(byte[][]::new))
                .copy()
                .array();
    }

    @Test
    void shouldAnswerAllThatWasReadAtOnceWithOneWrite() {
        read(times(3, FRAME));
        ByteBuf only = io.channel.readOutbound();
        assertThat(only.readableBytes()).isEqualTo(12);
        only.release();
        assertThat((Object) io.channel.readOutbound()).isNull();
    }

    @Test
    void shouldOutliveTheEndOfTheInputWhileARequestWaitsForRoom() {
        read(times(5, FRAME));
        assertThat(acks()).isEqualTo("|||");
        endInput();
        assertThat(io.channel.isOpen()).isTrue();
        finishOne();
        assertThat(acks()).as("the fourth got room, the fifth has none yet").isEqualTo("|");
        assertThat(io.channel.isOpen()).isTrue();
        finishOne();
        assertThat(acks()).isEqualTo("|");
        assertThat(io.channel.isOpen()).isFalse();
    }

    @Test
    void shouldNotReadOnWhileARequestWaitsForRoom() {
        read(times(4, FRAME));
        assertThat(io.channel.config().isAutoRead()).isFalse();
        finishOne();
        assertThat(io.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void shouldReadOnToTheEndAfterAFrameThatWasRefusedWhenReadingHadStopped() {
        byte[] broken = {0, 0};
        read(Unpooled.wrappedBuffer(times(4, FRAME), broken).copy().array());
        acks();
        finishOne();
        assertThat(acks()).isEqualTo("|Read error: invalid endpoint path length: 0|");
        assertThat(io.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void shouldReleaseTheBeginningOfAFrameWhenTheConnectionIsReset() {
        ByteBuf beginning = Unpooled.copiedBuffer(FRAME, 0, 10);
        io.channel.writeInbound(beginning);
        assertThat(beginning.refCnt()).isEqualTo(1);
        io.channel.close();
        assertThat(beginning.refCnt()).isZero();
    }

    @Test
    void shouldReleaseWhatComesBehindARefusedFrame() {
        read(new byte[] {0, 0});
        assertThat(acks()).isEqualTo("Read error: invalid endpoint path length: 0|");
        assertThat(io.outputsShut).containsExactly(io.channel);
        ByteBuf more = Unpooled.copiedBuffer(FRAME);
        io.channel.writeInbound(more);
        assertThat(more.refCnt()).isZero();
        assertThat(io.channel.isOpen()).as("reads until the peer has finished").isTrue();
        endInput();
        assertThat(io.channel.isOpen()).isFalse();
        assertThat(acks()).isEmpty();
    }

    @Test
    void shouldNotWaitForEverForAPeerThatWasRefusedAndGoesOn() {
        read(new byte[] {0, 0});
        io.pass(TcpConnection.END_BOUND.toMillis() - 1);
        assertThat(io.channel.isOpen()).isTrue();
        io.pass(1);
        assertThat(io.channel.isOpen()).isFalse();
        acks();
    }

    @Test
    void shouldGiveEachFrameItsOwnTime() {
        byte[] overlapping = times(2, FRAME);
        read(Arrays.copyOf(overlapping, 10));
        io.pass(60);
        read(Arrays.copyOfRange(overlapping, 10, FRAME.length + 10));
        io.pass(60);
        assertThat(acks()).as("60 ms of the second frame").isEqualTo("|");
        io.pass(40);
        assertThat(acks()).isEqualTo("Read error: request incomplete after 100 ms|");
    }

    @Test
    void shouldTellASocketErrorAndClose() {
        io.channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        assertThat(acks()).isEqualTo("Read error: Connection reset by peer|");
        endInput();
        assertThat(io.channel.isOpen()).isFalse();
    }

    @Test
    void shouldCloseAtOnceWhenTheServerDoes() {
        read(Arrays.copyOf(FRAME, 10));
        connection.close();
        io.channel.runPendingTasks();
        assertThat(io.channel.isOpen()).isFalse();
        connection.close();
        io.channel.runPendingTasks();
    }
}
