package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.seatrial.wire.AckDecoder;
import io.seatrial.wire.OsErrors;
import io.seatrial.wire.WireException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, as far as it does not matter how many callers use it: it always reads, takes the acknowledgements out of the
 * bytes, and notices the end of the connection once, with its first reason in the words of the model.
 */
abstract class ClientLink extends ChannelInboundHandlerAdapter implements ChannelFutureListener {

    private static final byte[] EMPTY = {};

    private final AckDecoder decoder;
    private final ReadBuffer unread = new ReadBuffer();
    private @Nullable ChannelHandlerContext context;
    private volatile @Nullable String failure;

    ClientLink(int maxAckBytes) {
        this.decoder = new AckDecoder(maxAckBytes);
    }

    /** Bytes have come. */
    abstract void received();

    /** The connection can no longer be used. Called once; the channel is being closed. */
    abstract void broke(String reason);

    /** The channel is closed. Called once, after {@link #broke}. */
    abstract void closed();

    /** Returns the channel's context. Only once it is connected. */
    final ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "context");
    }

    final EventLoop loop() {
        return context().channel().eventLoop();
    }

    /** Returns why the connection cannot be used, or {@code null} if it can. From any thread. */
    final @Nullable String failure() {
        return failure;
    }

    /** Takes the body of the next acknowledgement, or {@code null} if there is none yet or never will be. On the event loop. */
    final byte @Nullable [] nextAck() {
        ByteBuf body;
        try {
            body = decoder.decode(unread.bytes());
        } catch (WireException e) {
            end(ClientFailures.unreadable(String.valueOf(e.getMessage())));
            return null;
        }
        if (body == null) {
            return null;
        }
        byte[] bytes = body.isReadable() ? ByteBufUtil.getBytes(body) : EMPTY;
        body.release();
        unread.trim();
        return bytes;
    }

    /** Returns whether bytes were received that were not taken. On the event loop. */
    final boolean hasUnread() {
        return !unread.isEmpty();
    }

    /** Drops what was received and not taken. On the event loop. */
    final void dropUnread() {
        unread.release();
    }

    /** Makes the connection unusable and closes it, unless that happened before. On the event loop. */
    final void end(String reason) {
        if (failure == null) {
            failure = reason;
            broke(reason);
            context().close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        unread.add(context.alloc(), (ByteBuf) bytes);
        if (failure == null) {
            received();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(ClientFailures.unreadable(OsErrors.text(cause)));
    }

    /** Hears of a write. A channel that was closed before is no news: it is told with its real reason. */
    @Override
    public void operationComplete(ChannelFuture write) {
        Throwable cause = write.cause();
        if (cause != null && !(cause instanceof ClosedChannelException)) {
            end(ClientFailures.unwritable(cause));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(hasUnread() ? ClientFailures.unreadable("bytes remaining on stream") : ClientFailures.CLOSED_BY_PEER);
        closed();
    }
}
