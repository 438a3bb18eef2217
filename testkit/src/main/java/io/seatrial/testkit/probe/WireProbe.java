package io.seatrial.testkit.probe;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.Expect;
import io.seatrial.testkit.time.Waits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A raw connection in the hands of a case, on sockets and in simulation alike. Reads wait within the budget's ceiling and fail with
 * what they waited for and what had come instead.
 */
public final class WireProbe {

    private static final int LARGEST_FRAME = 64 * 1024 * 1024;
    private static final int LARGEST_LINE = 64 * 1024;

    private final String name;
    private final NetworkIo io;
    private final Channel channel;
    private final Incoming incoming;
    private final Waits waits;

    WireProbe(String name, NetworkIo io, Channel channel, Incoming incoming, Waits waits) {
        this.name = name;
        this.io = io;
        this.channel = channel;
        this.incoming = incoming;
        this.waits = waits;
    }

    /** Sends bytes and waits until the network has taken them. */
    public void write(byte[] bytes) {
        waits.value(name + ": write of " + bytes.length + " bytes", send(bytes));
    }

    /** Sends bytes; the stage completes when the network has taken them, which it may not do while the peer does not read. */
    public CompletionStage<Void> send(byte[] bytes) {
        ChannelFuture written = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        CompletableFuture<Void> stage = new CompletableFuture<>();
        written.addListener(done -> {
            if (done.isSuccess()) {
                stage.complete(null);
            } else {
                stage.completeExceptionally(done.cause());
            }
        });
        return stage;
    }

    /** Sends bytes one at a time, each in a write of its own. */
    public void writeByteByByte(byte[] bytes) {
        for (byte b : bytes) {
            write(new byte[] {b});
        }
    }

    /** Reads exactly {@code count} bytes. */
    public byte[] read(int count) {
        return read(count, count + " bytes");
    }

    private byte[] read(int count, String what) {
        waits.outcome(
                name + ": " + what, incoming.when(in -> in.available() >= count || in.end() != Incoming.End.OPEN));
        if (incoming.available() < count) {
            throw CaseFailure.of(
                    name,
                    what,
                    "ended with " + incoming.end() + " after " + incoming.available() + " of " + count + " bytes");
        }
        return incoming.take(count);
    }

    /** Reads a line that ends in CR and LF, which are left out. */
    public String readLine() {
        return Bytes.text(readThrough(Bytes.utf8("\r\n"), LARGEST_LINE, "a line"));
    }

    /** Reads up to and with a delimiter, and returns what comes before it. */
    byte[] readThrough(byte[] delimiter, int most, String what) {
        byte[] all = new byte[0];
        while (!endsWith(all, delimiter)) {
            if (all.length >= most) {
                throw CaseFailure.of(name, what + " of up to " + most + " bytes", "is longer");
            }
            all = Bytes.concat(all, read(1, what));
        }
        return Arrays.copyOf(all, all.length - delimiter.length);
    }

    private static boolean endsWith(byte[] bytes, byte[] end) {
        int at = bytes.length - end.length;
        return at >= 0 && Arrays.equals(bytes, at, bytes.length, end, 0, end.length);
    }

    /** Reads one acknowledgement and returns its body as text; empty for a request that was taken. */
    public String readAck() {
        int length = length(
                ByteBuffer.wrap(read(Integer.BYTES, "an acknowledgement")).getInt(), "an acknowledgement");
        return Bytes.text(read(length, "the " + length + " bytes of an acknowledgement"));
    }

    /** Reads one request frame. */
    public Frames.Request readRequest() {
        byte[] path =
                read(ByteBuffer.wrap(read(Short.BYTES, "a request frame")).getShort() & 0xffff, "a request's path");
        byte[] headers = read(ByteBuffer.wrap(read(Short.BYTES)).getShort() & 0xffff, "a request's headers");
        int length = length(ByteBuffer.wrap(read(Integer.BYTES)).getInt(), "a request's payload");
        return new Frames.Request(path, headers, read(length, "a request's payload"));
    }

    /** Reads one two-part message. */
    public Frames.TwoPart readTwoPart() {
        byte[] head = read(Frames.TWO_PART_HEAD, "a two-part message");
        ByteBuffer fields = ByteBuffer.wrap(head);
        int length = length(fields.getLong() + fields.getLong(), "a two-part message");
        return Frames.readTwoPart(head, read(length, "the " + length + " bytes of a two-part message"));
    }

    private int length(long announced, String what) {
        if (announced < 0 || announced > LARGEST_FRAME) {
            throw CaseFailure.of(name, what + " of up to " + LARGEST_FRAME + " bytes", "announced " + announced);
        }
        return (int) announced;
    }

    /** Requires that the peer ends the connection in order and sends nothing more before. */
    public void expectEof() {
        expectEnd("an orderly end", Incoming.End.EOF);
    }

    /** Requires that the peer cuts the connection. */
    public void expectReset() {
        expectEnd("a reset", Incoming.End.RESET);
    }

    /** Requires that the connection ends, in order or not; what arrived before can still be read. */
    public void expectClosed() {
        waits.outcome(name + ": end of the connection", incoming.when(in -> in.end() != Incoming.End.OPEN));
    }

    private void expectEnd(String what, Incoming.End wanted) {
        waits.outcome(name + ": " + what, incoming.when(in -> in.available() > 0 || in.end() != Incoming.End.OPEN));
        if (incoming.available() > 0) {
            throw CaseFailure.of(name, what, "sent " + show(incoming.peek(Math.min(incoming.available(), 64))));
        }
        Expect.expect(name + ": how the connection ended", wanted, incoming.end());
    }

    /** Requires that nothing arrives and the connection stays open for a span of time. */
    public void expectSilence(Duration span) {
        waits.mustNotHappen(
                span,
                name + ": bytes or the end of the connection",
                () -> incoming.available() > 0 || incoming.end() != Incoming.End.OPEN);
    }

    /** Waits until the peer has sent something or has ended the connection, and returns whether there is something to read. */
    public boolean hasAnswered() {
        return hasSent("an answer or the end");
    }

    /** Waits for what the peer owes, or for the end of the connection, and returns whether there is something to read. */
    boolean hasSent(String owed) {
        waits.outcome(name + ": " + owed, incoming.when(in -> in.available() > 0 || in.end() != Incoming.End.OPEN));
        return incoming.available() > 0;
    }

    /** Returns the number of bytes that have arrived and were not read. */
    public int available() {
        return incoming.available();
    }

    /** Returns whether the peer has neither ended nor cut the connection. */
    public boolean isOpen() {
        return incoming.end() == Incoming.End.OPEN;
    }

    /** Stops taking bytes from the network, so that the peer sees back-pressure once the buffers are full. */
    public void pauseReading() {
        channel.config().setAutoRead(false);
    }

    /** Takes bytes from the network again. */
    public void resumeReading() {
        channel.config().setAutoRead(true);
    }

    /** Sends the end of this side; the other stays open. */
    public void halfClose() {
        io.shutdownOutput(channel);
    }

    /** Cuts the connection: the peer sees a reset. */
    public void reset() {
        waits.network().reset(channel);
    }

    /** Closes the connection in order. */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel.close().addListener(done -> closed.complete(null)); // a connection that cannot be closed is closed
        return closed;
    }

    private static String show(byte[] bytes) {
        return bytes.length + " bytes " + java.util.HexFormat.of().formatHex(bytes) + " '"
                + Bytes.text(bytes).replaceAll("\\p{Cntrl}", ".") + "'";
    }

    @Override
    public String toString() {
        return name;
    }
}
