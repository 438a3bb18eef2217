package io.seatrial.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.seatrial.wire.OsErrors;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, as far as it does not matter what it speaks. Its origin hands it requests, up to its capacity, and hears from
 * it on the pool's executor; everything else happens on the channel's event loop.
 */
abstract class Link extends ChannelInboundHandlerAdapter {

    /** The peer closed the connection before the answer was complete. */
    static final String CLOSED_BY_PEER = "connection closed before message completed";

    private static final String CLOSED_HERE = "connection closed";

    /** How many requests the peer takes at once. On the pool's executor only, as the next ones. */
    int granted;

    /** How many it is given at once. */
    int capacity;

    /** How many of its requests have not ended. */
    int taken;

    /** Since when it has none. */
    long idleSince;

    /** Whether it takes no more. */
    boolean retired;

    private final Origin origin;
    private @Nullable ChannelHandlerContext context;
    private @Nullable String failure;
    private volatile boolean active;

    Link(Origin origin, int capacity) {
        this.origin = origin;
        this.granted = capacity;
        this.capacity = capacity;
    }

    /** Sends a request that was given room. On the event loop. */
    abstract void send(HttpSend send);

    /** Stops what was begun for a request that has ended. On the event loop. */
    abstract void stop(HttpSend send);

    /** The channel is closed. On the event loop. */
    abstract void broke(String reason);

    /** Adds the handlers of the protocol in front of this one. On the event loop. */
    abstract void prepare(ChannelHandlerContext own);

    /** Returns whether it has room for one more. On the pool's executor. */
    final boolean hasRoom() {
        return !retired && taken < capacity;
    }

    /** Takes a request. On the pool's executor. */
    final void take(HttpSend send) {
        taken++;
        active = true;
        send.link = this;
        onLoop(() -> send(send), () -> {
            retired = true;
            origin.handedBack(this, send, origin.broken(send, CLOSED_HERE));
        });
    }

    /** Gives back the room of a request. On the pool's executor. */
    final void release(HttpSend send) {
        taken--;
        active = taken > 0;
        send.link = null;
    }

    /** Stops what was begun for a request that has ended. On the pool's executor. */
    final void giveUp(HttpSend send) {
        onLoop(() -> stop(send), () -> {});
    }

    /** Closes the connection. Any thread. */
    final void close() {
        onLoop(() -> end(CLOSED_HERE), () -> origin.closed(this, CLOSED_HERE));
    }

    /** Returns whether it has a request. Any thread. */
    final boolean isActive() {
        return active;
    }

    final Origin origin() {
        return origin;
    }

    final ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "context");
    }

    final EventLoop loop() {
        return context().channel().eventLoop();
    }

    /** Returns why it cannot be used any more, or {@code null}. On the event loop. */
    final @Nullable String failure() {
        return failure;
    }

    /** Makes it unusable and closes it in order. On the event loop. */
    final void end(String reason) {
        fail(reason);
        context().close();
    }

    /** Makes it unusable and closes it at once: the first handler's own close is not asked. On the event loop. */
    final void cut(String reason) {
        fail(reason);
        context().pipeline().firstContext().close();
    }

    /** Makes it unusable for a reason; the first counts. On the event loop. */
    final void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext own) {
        context = own;
        prepare(own);
    }

    @Override
    public void channelInactive(ChannelHandlerContext own) {
        fail(CLOSED_BY_PEER);
        String reason = String.valueOf(failure);
        broke(reason);
        origin.pool().execute(() -> origin.closed(this, reason));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext own, Throwable cause) {
        cut(OsErrors.text(cause));
    }

    private void onLoop(Runnable task, Runnable afterEndOfLoop) {
        try {
            loop().execute(task);
        } catch (RejectedExecutionException shutDown) {
            afterEndOfLoop.run();
        }
    }
}
