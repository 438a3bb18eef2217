package example.grpc;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.seatrial.plane.PlaneException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The connections of one client: one for each server, opened by the first request to it. */
final class Channels {

    private static final long END_SECONDS = 5;

    private final Threads threads;
    private final Map<InetSocketAddress, ManagedChannel> open = new HashMap<>();
    private CompletableFuture<Void> closed;

    Channels(Threads threads) {
        this.threads = threads;
    }

    synchronized Channel to(InetSocketAddress server) {
        if (closed != null) {
            throw new PlaneException.Closed("the client was closed");
        }
        return open.computeIfAbsent(
                server,
                address -> NettyChannelBuilder.forAddress(address)
                        .eventLoopGroup(threads.loops())
                        .channelType(NioSocketChannel.class)
                        .executor(threads.workers())
                        .offloadExecutor(threads.workers())
                        .usePlaintext()
                        .build());
    }

    synchronized boolean isOpen() {
        return closed == null;
    }

    synchronized int count() {
        return open.size();
    }

    /** Lets calls under way end, and cuts what is left at the bound. */
    synchronized CompletionStage<Void> close() {
        if (closed == null) {
            List<ManagedChannel> all = List.copyOf(open.values());
            all.forEach(ManagedChannel::shutdown);
            closed = all.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(() -> all.forEach(Channels::end), threads.workers());
        }
        return closed.copy();
    }

    private static void end(ManagedChannel channel) {
        try {
            if (!channel.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                channel.shutdownNow().awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
