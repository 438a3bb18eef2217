package example.grpc;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one process. gRPC would take shared ones, which outlive whoever used them by seconds.
 *
 * @param loops for sockets
 * @param workers for handlers, which may block
 */
record Threads(EventLoopGroup loops, ExecutorService workers) {

    private static final int LOOPS = 2;
    private static final long END_SECONDS = 5;

    static Threads of(String process) {
        return new Threads(
                new NioEventLoopGroup(LOOPS, new DefaultThreadFactory(process + "-loop", true)),
                Executors.newCachedThreadPool(new DefaultThreadFactory(process + "-worker", true)));
    }

    /** Ends all of them. */
    CompletionStage<Void> close() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        loops.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).addListener(end -> {
            workers.shutdown();
            ended.complete(null);
        });
        return ended;
    }
}
