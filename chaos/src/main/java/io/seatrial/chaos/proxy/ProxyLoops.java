package io.seatrial.chaos.proxy;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.seatrial.io.Futures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of a proxy server: one for control, some for bytes, and some for looking up names. All are daemons. */
final class ProxyLoops {

    /** Bound on the end of the threads. */
    private static final long SHUTDOWN_SECONDS = 10;

    private final EventLoopGroup control;
    private final EventLoopGroup data;
    private final ExecutorService blocking;

    ProxyLoops(String name, int dataThreads) {
        this.control = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory(name + "-control", true), NioIoHandler.newFactory());
        this.data = new MultiThreadIoEventLoopGroup(
                dataThreads, new DefaultThreadFactory(name + "-data", true), NioIoHandler.newFactory());
        this.blocking = Executors.newCachedThreadPool(new DefaultThreadFactory(name + "-names", true));
    }

    EventLoop control() {
        return control.next();
    }

    EventLoop nextData() {
        return data.next();
    }

    ExecutorService blocking() {
        return blocking;
    }

    CompletionStage<Void> close() {
        blocking.shutdown();
        return CompletableFuture.allOf(ended(data), ended(control));
    }

    private static CompletableFuture<?> ended(EventLoopGroup group) {
        return Futures.of(group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS));
    }
}
