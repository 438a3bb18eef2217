package io.seatrial.chaos.proxy;

import io.netty.channel.EventLoop;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A set of proxies with threads of their own. Safe for many threads. */
public final class ProxyServer {

    private final ProxyServerOptions options;
    private final ProxyLoops loops;
    private final Serial serial;
    private final Connector connector;
    private final ConcurrentNavigableMap<String, Proxy> proxies = new ConcurrentSkipListMap<>();
    private final AtomicReference<@Nullable CompletionStage<Void>> closing = new AtomicReference<>();

    private ProxyServer(ProxyServerOptions options) {
        this.options = options;
        this.loops = new ProxyLoops(options.name(), options.dataThreads());
        this.serial = new Serial(loops.control());
        this.connector = new Connector(new Resolver(loops.blocking()));
    }

    /** Starts a server without proxies. */
    public static ProxyServer open(ProxyServerOptions options) {
        return new ProxyServer(options);
    }

    /** Returns what it was set up with. */
    public ProxyServerOptions options() {
        return options;
    }

    /** Returns the loop that control runs on: an API that is served there sees no change half done. */
    public EventLoop control() {
        return loops.control();
    }

    /** Returns the proxies, by name. */
    public Collection<Proxy> proxies() {
        return List.copyOf(proxies.values());
    }

    /** Returns the proxy of that name. */
    public Optional<Proxy> find(String name) {
        return Optional.ofNullable(proxies.get(name));
    }

    /** Makes a proxy. If it is born with faults, they are there before it listens. */
    public CompletionStage<Proxy> create(ProxySpec spec) {
        return serial.run(() -> {
            open();
            if (proxies.containsKey(spec.name())) {
                throw new ProxyException(Problem.PROXY_EXISTS, "There is a proxy '" + spec.name() + "' already");
            }
            return make(spec);
        });
    }

    /** Makes a proxy, or returns the one of that name if it has the same addresses. One with others is stopped and replaced. */
    public CompletionStage<Proxy> createOrReplace(ProxySpec spec) {
        return serial.run(() -> {
            open();
            Proxy existing = proxies.get(spec.name());
            if (existing == null) {
                return make(spec);
            }
            return existing.differs(spec.listen(), spec.upstream())
                    .thenCompose(differs -> differs
                            ? existing.stopNow().thenCompose(then -> make(spec))
                            : CompletableFuture.completedFuture(existing));
        });
    }

    private CompletionStage<Proxy> make(ProxySpec spec) {
        Proxy proxy = new Proxy(spec, options.seed(), options.backlog(), loops, connector, serial);
        CompletionStage<Void> ready = CompletableFuture.completedFuture(null);
        for (Injection fault : spec.faults()) {
            ready = ready.thenCompose(then -> proxy.addNow(fault, null));
        }
        return ready.thenCompose(then -> spec.enabled() ? proxy.startNow() : CompletableFuture.completedFuture(null))
                .thenApply(then -> {
                    proxies.put(spec.name(), proxy);
                    return proxy;
                });
    }

    /** Removes a proxy: nobody listens there any more, and its connections are closed. */
    public CompletionStage<Void> remove(String name) {
        return serial.run(() -> {
            Proxy proxy = proxies.get(name);
            if (proxy == null) {
                throw new ProxyException(Problem.PROXY_NOT_FOUND, "There is no proxy '" + name + "'");
            }
            return proxy.stopNow().thenCompose(then -> proxy.healNow()).thenRun(() -> proxies.remove(name, proxy));
        });
    }

    /** Switches every proxy on and removes every fault. Stops at the first that cannot listen. */
    public CompletionStage<Void> reset() {
        return serial.run(() -> {
            CompletionStage<Void> reset = CompletableFuture.completedFuture(null);
            for (Proxy proxy : proxies.values()) {
                reset = reset.thenCompose(
                                then -> proxy.enabled() ? CompletableFuture.completedFuture(null) : proxy.startNow())
                        .thenCompose(then -> proxy.healNow());
            }
            return reset;
        });
    }

    /** Closes all proxies, then ends the threads. Idempotent. */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        if (!closing.compareAndSet(null, mine)) {
            return Objects.requireNonNull(closing.get());
        }
        serial.run(() -> {
                    CompletionStage<Void> stopped = CompletableFuture.completedFuture(null);
                    for (Proxy proxy : proxies.values()) {
                        stopped = stopped.thenCompose(then -> proxy.stopNow());
                    }
                    return stopped.thenRun(proxies::clear);
                })
                .handle((done, failure) -> loops.close())
                .thenCompose(ended -> ended)
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        mine.complete(null);
                    } else {
                        mine.completeExceptionally(failure);
                    }
                });
        return mine;
    }

    private void open() {
        if (closing.get() != null) {
            throw new ProxyException(Problem.CLOSED, "The proxy server is closed");
        }
    }
}
