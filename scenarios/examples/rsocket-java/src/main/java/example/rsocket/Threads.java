package example.rsocket;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.netty.resources.LoopResources;

/**
 * The threads of one process.
 *
 * @param loops for sockets
 * @param workers for handlers, which may block
 */
record Threads(LoopResources loops, ExecutorService workers) {

    private static final int LOOPS = 2;
    private static final Duration END = Duration.ofSeconds(5);

    static Threads of(String process) {
        return new Threads(
                LoopResources.create(process + "-loop", LOOPS, true),
                Executors.newCachedThreadPool(new DefaultThreadFactory(process + "-worker", true)));
    }

    /** Ends all of them. */
    CompletionStage<Void> close() {
        return loops.disposeLater(Duration.ZERO, END).toFuture().thenRun(workers::shutdown);
    }
}
