package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.proxy.ProxyServer;
import io.seatrial.chaos.proxy.ProxyServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The embedded server with its API, as a program that others talk to. */
public final class EmbeddedToxiproxy implements AutoCloseable {

    private static final int CEILING_SECONDS = 60;

    private final ProxyServer proxies;
    private final ApiServer api;

    private EmbeddedToxiproxy(ProxyServer proxies, ApiServer api) {
        this.proxies = proxies;
        this.api = api;
    }

    public static EmbeddedToxiproxy start(ApiOptions options) throws Exception {
        ProxyServer proxies = ProxyServer.open(ProxyServerOptions.seeded(1).withBacklog(16));
        ApiServer api = ApiServer.open(proxies, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), options)
                .toCompletableFuture()
                .get(CEILING_SECONDS, TimeUnit.SECONDS);
        return new EmbeddedToxiproxy(proxies, api);
    }

    public InetSocketAddress address() {
        return api.address();
    }

    public ProxyServer proxies() {
        return proxies;
    }

    @Override
    public void close() {
        api.close()
                .toCompletableFuture()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
        proxies.close()
                .toCompletableFuture()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
