package io.seatrial.scenarios.proxy;

import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyServer;
import io.seatrial.chaos.proxy.api.ApiOptions;
import io.seatrial.chaos.proxy.api.ApiServer;
import io.seatrial.plane.PlaneException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A proxy server and its API in this process, from start to end. */
final class RunningProxy {

    /** Bound on starting and on closing. */
    private static final long LIMIT_SECONDS = 30;

    private final ProxyServer server;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile @Nullable ApiServer api;

    RunningProxy(ProxyServer server) {
        this.server = server;
    }

    /** Closes on SIGTERM and Ctrl-C and exits with 0; the JVM by itself would exit with 143 or 130, which looks like a crash. */
    void closeOnSignal() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (close()) {
                                Runtime.getRuntime().halt(0);
                            }
                        },
                        "seatrial-end"));
    }

    List<Proxy> populate(byte @Nullable [] config) {
        return config == null
                ? List.of()
                : waitFor(
                        ApiServer.populate(server, config),
                        cause -> new PlaneException.ConfigurationError(
                                "--config cannot be carried out: " + cause.getMessage(), cause));
    }

    InetSocketAddress serve(InetSocketAddress address, ApiOptions options) {
        ApiServer serving = waitFor(
                ApiServer.open(server, address, options),
                cause -> new PlaneException.Untyped(
                        "The API cannot listen on " + address + ": " + cause.getMessage()
                                + ". Choose another with --api",
                        cause));
        api = serving;
        return serving.address();
    }

    /** Waits for the signal. It does not return: the hook ends the JVM. */
    int await() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Closes everything once; returns whether this call did it. */
    boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        ApiServer serving = api;
        if (serving != null) {
            waitFor(serving.close(), RunningProxy::unexpected);
        }
        waitFor(server.close(), RunningProxy::unexpected);
        return true;
    }

    private static RuntimeException unexpected(Throwable cause) {
        return new PlaneException.Untyped("The proxy could not be closed: " + cause, cause);
    }

    private static <T> T waitFor(CompletionStage<T> stage, Function<Throwable, RuntimeException> failure) {
        try {
            return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure.apply(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw failure.apply(new TimeoutException("not done within " + LIMIT_SECONDS + " s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.apply(e);
        }
    }
}
