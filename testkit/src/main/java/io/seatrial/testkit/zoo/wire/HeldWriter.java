package io.seatrial.testkit.zoo.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Writes nothing while something else is under way, and then all of it in order. */
public final class HeldWriter extends ChannelOutboundHandlerAdapter {

    private static final int LOOK_AGAIN_MILLIS = 5;

    private final BooleanSupplier held;
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    /** Creates a writer. */
    public HeldWriter(BooleanSupplier held) {
        this.held = held;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        waiting.add(() -> {
            if (context.channel().isActive()) {
                context.writeAndFlush(message, promise);
            } else {
                ReferenceCountUtil.release(message);
                promise.tryFailure(new ClosedChannelException());
            }
        });
        if (waiting.size() == 1) { // a moment later: what it waits for begins when this was written
            context.executor().schedule(() -> look(context), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(ChannelHandlerContext context) {
        if (held.getAsBoolean() && context.channel().isActive()) {
            context.executor().schedule(() -> look(context), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
