package io.seatrial.chaos.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.seatrial.chaos.proxy.stage.End;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of the two channels of a session: what comes from it goes up its lane, what it can take again is told to the other. */
final class ChannelEnd extends ChannelInboundHandlerAdapter {

    private final Consumer<ChannelEnd> closed;
    private @Nullable Lane from;
    private @Nullable Lane to;
    private boolean reset;

    /**
     * Creates a handler.
     *
     * @param closed told once the channel is closed
     */
    ChannelEnd(Consumer<ChannelEnd> closed) {
        this.closed = closed;
    }

    /** Connects the channel with the lane that reads it and the one that writes it. */
    void attach(Lane reading, Lane writing) {
        from = reading;
        to = writing;
    }

    /** Returns how the channel has ended if nobody here closed it. */
    End ending() {
        return reset ? End.RESET : End.CLOSE;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (from == null) {
            ReferenceCountUtil.release(message);
        } else {
            from.read((ByteBuf) message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (from != null) {
            from.readComplete();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && from != null) {
            from.source().ended(reset ? End.RESET : End.OUTPUT);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (to != null) {
            to.sink().room();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed.accept(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            reset = true;
        } else {
            context.close();
        }
    }
}
