package io.seatrial.transport.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.seatrial.plane.spi.NetworkIo;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the codec of HTTP/2, which closes a connection as soon as its last stream is answered. A peer that is still sending, since it
 * has not read the goodbye, would get a reset, and the reset could overtake that answer. So what is {@linkplain #inOrder() to end in order}
 * is closed by an {@link OrderlyEnd}. On the channel's event loop.
 */
final class Http2End extends ChannelDuplexHandler {

    private final NetworkIo io;
    private @Nullable OrderlyEnd end;
    private boolean inOrder;
    private boolean begun;

    Http2End(NetworkIo io) {
        this.io = io;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        end = new OrderlyEnd(context.channel(), io);
    }

    /** The next close is an orderly one; a further one cuts it short. */
    void inOrder() {
        inOrder = true;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (end == null || !inOrder || begun) {
            context.close(promise);
            return;
        }
        begun = true;
        if (!promise.isVoid()) {
            context.channel().closeFuture().addListener((ChannelFutureListener) closed -> promise.trySuccess());
        }
        end.begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (begun) {
            ReferenceCountUtil.release(message); // of streams that the goodbye has said are not looked at
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && end != null) {
            end.inputEnded();
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (end != null) {
            end.closed();
        }
        context.fireChannelInactive();
    }
}
