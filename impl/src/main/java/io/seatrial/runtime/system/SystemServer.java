package io.seatrial.runtime.system;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.NetUtil;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.runtime.health.SystemHealth;
import io.seatrial.settings.SystemSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A worker's pages for operators over HTTP/1.1: health, metrics, engine routes (dynamo-manager.md 5.9). It is bounded in connections, in the
 * size of a request and in the time that a peer may take.
 */
public final class SystemServer {

    private final Connections connections;
    private final Listener listener;

    private SystemServer(Connections connections, Listener listener) {
        this.connections = connections;
        this.listener = listener;
    }

    /**
     * Listens where the settings say.
     *
     * @param health what the health page shows
     * @param meters what the metrics page shows, if it is a registry that Prometheus reads; {@code null} if there is none
     * @param routes the engine's own routes
     * @return fails with {@link PlaneException.ConfigurationError} for a host that is no IP literal, with
     *     {@link PlaneException.BindFailed} when the system refuses the address
     */
    public static CompletionStage<SystemServer> start(
            PlaneContext plane, SystemHealth health, @Nullable MeterRegistry meters, EngineRoutes routes) {
        String host = plane.settings().get(SystemSettings.HOST);
        InetAddress ip = address(host);
        if (ip == null) {
            return CompletableFuture.failedFuture(new PlaneException.ConfigurationError(SystemSettings.HOST.variable()
                    + "='" + host + "' is no IP address. Give an IP literal such as 0.0.0.0"));
        }
        InetSocketAddress wanted = new InetSocketAddress(ip, plane.settings().get(SystemSettings.PORT));
        Connections connections = new Connections(plane, new SystemPages(plane, health, meters, routes));
        return plane.io()
                .listen(wanted, connections::accept, ChannelTuning.NO_DELAY)
                .handle((listener, failure) -> {
                    if (failure != null) {
                        throw new PlaneException.BindFailed(
                                "The system server cannot listen on " + host + ":" + wanted.getPort() + ": "
                                        + failure.getMessage(),
                                failure);
                    }
                    plane.notices().info("System server listening", "address", listener.address());
                    return new SystemServer(connections, listener);
                });
    }

    /** Returns where it really listens. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Stops listening and closes every connection. Idempotent; completes when the port is free. */
    public CompletionStage<Void> close() {
        connections.close();
        return listener.close();
    }

    private static @Nullable InetAddress address(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        byte[] ip = NetUtil.createByteArrayFromIpAddressString(bracketed ? host.substring(1, host.length() - 1) : host);
        try {
            return ip == null ? null : InetAddress.getByAddress(ip);
        } catch (UnknownHostException e) {
            return null; // neither 4 nor 16 bytes, which an address that was read never is
        }
    }
}
