package io.seatrial.testkit.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** What has arrived on a raw connection and how the peer ended it. A case waits for a state of it. */
final class Incoming extends ChannelInboundHandlerAdapter {

    /** How the peer's side of the connection stands. */
    enum End {
        OPEN,
        /** The peer sent an orderly end. */
        EOF,
        /** The connection was cut. */
        RESET
    }

    private record Waiter(Predicate<Incoming> condition, CompletableFuture<Void> stage) {}

    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private final List<Waiter> waiters = new ArrayList<>();
    private int taken;
    private End end = End.OPEN;

    /** Completes as soon as the condition holds. */
    CompletionStage<Void> when(Predicate<Incoming> condition) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        synchronized (this) {
            if (!condition.test(this)) {
                waiters.add(new Waiter(condition, stage));
                return stage;
            }
        }
        stage.complete(null);
        return stage;
    }

    synchronized int available() {
        return arrived.size() - taken;
    }

    synchronized End end() {
        return end;
    }

    /** Takes bytes that are available. */
    synchronized byte[] take(int count) {
        byte[] all = arrived.toByteArray();
        byte[] result = java.util.Arrays.copyOfRange(all, taken, taken + count);
        taken += count;
        if (taken == all.length) {
            arrived.reset();
            taken = 0;
        }
        return result;
    }

    /** Returns bytes that are available without taking them. */
    synchronized byte[] peek(int count) {
        return java.util.Arrays.copyOfRange(arrived.toByteArray(), taken, taken + count);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        // The peer's end must not close this side: a case may want to go on writing. Channels without the option keep
        // their way.
        context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            byte[] copy = ByteBufUtil.getBytes(bytes);
            change(() -> arrived.writeBytes(copy));
        } finally {
            bytes.release();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ended(End.EOF);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended(End.EOF);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            ended(End.RESET);
            context.close();
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    /** The first end counts, but a cut after an orderly end is a cut: the peer threw away what it was sent. */
    private void ended(End how) {
        change(() -> end = end == End.OPEN || how == End.RESET ? how : end);
    }

    private void change(Runnable step) {
        List<Waiter> ready = new ArrayList<>();
        synchronized (this) {
            step.run();
            waiters.removeIf(waiter -> waiter.condition().test(this) && ready.add(waiter));
        }
        ready.forEach(waiter -> waiter.stage().complete(null)); // outside the lock: a case's code may run here
    }
}
