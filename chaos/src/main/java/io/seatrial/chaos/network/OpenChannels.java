package io.seatrial.chaos.network;

import io.netty.channel.Channel;
import io.seatrial.io.Futures;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The channels that a listener has accepted and that are open. Safe for many threads. */
final class OpenChannels {

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    void add(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Completes when those that are open now are closed. */
    CompletionStage<Void> closed() {
        return CompletableFuture.allOf(
                open.stream().map(channel -> Futures.of(channel.closeFuture())).toArray(CompletableFuture[]::new));
    }
}
