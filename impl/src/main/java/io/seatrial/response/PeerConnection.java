package io.seatrial.response;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.seatrial.plane.spi.PlaneContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What both ends of a call-home share: one handler on one channel, with one timer. */
abstract class PeerConnection extends ChannelInboundHandlerAdapter {

    final PlaneContext plane;
    private @Nullable ChannelHandlerContext channel;
    private @Nullable Future<?> timer;

    PeerConnection(PlaneContext plane) {
        this.plane = plane;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
    }

    final ChannelHandlerContext channel() {
        return Objects.requireNonNull(channel, "channel");
    }

    final EventExecutor loop() {
        return channel().executor();
    }

    final boolean isReference() {
        return plane.profile().isReference();
    }

    /** Runs a task on the connection's event loop, now if this is it. From any thread. */
    final void execute(Runnable task) {
        if (loop().inEventLoop()) {
            task.run();
        } else {
            executeLater(task);
        }
    }

    /** Runs a task on the connection's event loop, not now. From any thread. */
    final void executeLater(Runnable task) {
        try {
            loop().execute(task);
        } catch (RejectedExecutionException shutDown) {
            // The connection went with the network: nobody is left to whom the task could matter.
            plane.notices().warn("Signal for a connection of a network that was shut down", "cause", shutDown);
        }
    }

    /** Replaces the connection's timer; zero is no bound. A connection that is closed waits for nothing. */
    final void setTimer(Duration delay, Runnable task) {
        clearTimer();
        if (!delay.isZero() && channel().channel().isOpen()) {
            timer = loop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    final void clearTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** An error of the socket ends the connection, which its subclass sees as any other end. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            plane.notices().error("Connection of the response plane failed", "cause", cause);
        }
        context.close();
    }
}
