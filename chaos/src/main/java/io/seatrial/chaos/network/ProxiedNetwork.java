package io.seatrial.chaos.network;

import io.netty.channel.Channel;
import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.history.History;
import io.seatrial.testkit.ledger.Account;
import io.seatrial.testkit.network.Host;
import io.seatrial.testkit.network.LoopbackNetwork;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.NetworkKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Real sockets on 127.0.0.1, in real time, with a proxy before each listener and each server outside. */
final class ProxiedNetwork implements Network {

    private final LoopbackNetwork sockets = new LoopbackNetwork();
    private final TrialProxies proxies;
    private final ProxyFaults faults;

    /**
     * Creates a network without hosts.
     *
     * @param engine makes the engine of this network, when first needed; it is closed with the network
     */
    ProxiedNetwork(Supplier<? extends ChaosEngine> engine) {
        this.proxies = new TrialProxies("proxied-" + ProcessHandle.current().pid() + "-" + sockets.nanoTime(), engine);
        this.faults = new ProxyFaults(proxies);
    }

    @Override
    public NetworkKind kind() {
        return NetworkKind.PROXIED;
    }

    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public long nanoTime() {
        return sockets.nanoTime();
    }

    @Override
    public History history() {
        return sockets.history();
    }

    @Override
    public Host openHost(String name, Notices notices) {
        Host host = sockets.openHost(name, notices);
        NetworkIo io = new ProxiedIo(host.io(), proxies);
        return new Host() {
            @Override
            public NetworkIo io() {
                return io;
            }

            @Override
            public CompletionStage<Void> close() {
                return host.close();
            }
        };
    }

    @Override
    public boolean await(CompletionStage<?> stage, Duration bound) {
        return sockets.await(stage, bound);
    }

    @Override
    public boolean runUntil(BooleanSupplier condition, Duration bound) {
        return sockets.runUntil(condition, bound);
    }

    @Override
    public <T> List<CompletableFuture<T>> concurrently(int n, IntFunction<? extends CompletionStage<T>> task) {
        return sockets.concurrently(n, task);
    }

    @Override
    public void reset(Channel channel) {
        sockets.reset(channel);
    }

    /** Returns the ports of proxies in place of those of the listeners behind them. */
    @Override
    public Optional<Set<Integer>> listeningPorts() {
        return sockets.listeningPorts().map(proxies::asSeenFromOutside);
    }

    @Override
    public String wayTo(String url) {
        return proxies.wayTo(url);
    }

    @Override
    public <T> Optional<T> facility(Class<T> type) {
        return type.equals(TrialFaults.class) ? Optional.of(type.cast(faults)) : Optional.empty();
    }

    @Override
    public List<String> undo() {
        return faults.undo();
    }

    @Override
    public List<Account> accounts() {
        return List.of(proxies.connections());
    }

    @Override
    public void close() {
        sockets.close();
        proxies.close();
    }
}
