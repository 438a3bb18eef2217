package io.seatrial.chaos.network;

import io.seatrial.chaos.engine.Link;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.network.ForwardingIo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A network on which who listens is behind a proxy: the proxy has the address that was asked for, and the listener one that nobody learns
 * of. So whoever connects meets the proxy, and finds nobody where nobody listens.
 */
final class ProxiedIo extends ForwardingIo {

    private static final InetSocketAddress INSIDE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final TrialProxies proxies;

    ProxiedIo(NetworkIo io, TrialProxies proxies) {
        super(io);
        this.proxies = proxies;
    }

    @Override
    public CompletionStage<Listener> listen(
            InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
        OpenChannels accepted = new OpenChannels();
        ChannelInitializer counting = channel -> {
            accepted.add(channel);
            initializer.initialize(channel);
        };
        return super.listen(INSIDE, counting, tuning)
                .thenComposeAsync(inner -> proxied(local, inner, accepted), blocking());
    }

    private CompletionStage<Listener> proxied(InetSocketAddress local, Listener inner, OpenChannels accepted) {
        try {
            Link link = proxies.link(local, inner.address());
            ProxiedListener listener = new ProxiedListener(local, inner, link, accepted, blocking());
            proxies.add(listener);
            return CompletableFuture.completedFuture(listener);
        } catch (RuntimeException failure) {
            return inner.close().thenApply(closed -> {
                throw new CompletionException(BindFailures.of(failure));
            });
        }
    }
}
