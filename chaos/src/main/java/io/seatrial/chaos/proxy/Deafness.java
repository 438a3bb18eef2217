package io.seatrial.chaos.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a listener's queue full with connections of its own. The system then drops what asks for one more, and whoever connects waits as
 * for a machine that does not answer. Nobody may accept meanwhile.
 */
final class Deafness {

    /** A connect on this machine that takes longer has found the queue full: the next try of the system comes after a second. */
    private static final long PATIENCE_MILLIS = 300;

    /** By how many connections a queue may be longer than was asked for. */
    private static final int MARGIN = 64;

    private final EventLoop control;
    private final int backlog;
    private final List<Channel> own = new ArrayList<>();
    private final Set<Integer> ownPorts = new HashSet<>();
    private boolean deaf;

    Deafness(EventLoop control, int backlog) {
        this.control = control;
        this.backlog = backlog;
    }

    boolean isDeaf() {
        return deaf;
    }

    /** Returns whether an accepted channel is one of those that filled the queue. They come first: behind another there are none. */
    boolean isOwn(Channel accepted) {
        boolean ours = ownPorts.remove(((InetSocketAddress) accepted.remoteAddress()).getPort());
        if (!ours && !deaf) {
            ownPorts.clear();
        }
        return ours;
    }

    /** Fills the queue; completes when it is full. */
    CompletionStage<Void> begin(InetSocketAddress listener) {
        deaf = true;
        InetSocketAddress target = listener.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getPort())
                : listener;
        CompletableFuture<Void> full = new CompletableFuture<>();
        fill(target, full);
        return full;
    }

    private void fill(InetSocketAddress target, CompletableFuture<Void> full) {
        if (own.size() > backlog + MARGIN) {
            full.completeExceptionally(new IllegalStateException(
                    "The queue of the listener took " + own.size() + " connections and is still not full"));
            return;
        }
        ChannelFuture attempt = Connector.begin(control, target);
        var patience = control.schedule(
                () -> {
                    full.complete(null);
                    attempt.channel().close(); // else it would get through when the queue is let go
                },
                PATIENCE_MILLIS,
                TimeUnit.MILLISECONDS);
        attempt.addListener(done -> {
            patience.cancel(false);
            if (attempt.isSuccess()) {
                took(attempt.channel(), target, full);
            } else if (!full.isDone()) {
                full.completeExceptionally(attempt.cause());
            }
        });
    }

    private void took(Channel channel, InetSocketAddress target, CompletableFuture<Void> full) {
        ownPorts.add(((InetSocketAddress) channel.localAddress()).getPort());
        if (full.isDone() || !deaf) {
            channel.close();
        } else {
            own.add(channel);
            fill(target, full);
        }
    }

    /** Lets go of the queue. What filled it is accepted and thrown away before those who wait. */
    void end() {
        deaf = false;
        own.forEach(Channel::close);
        own.clear();
    }
}
