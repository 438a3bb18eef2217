package io.seatrial.chaos.network;

import io.seatrial.chaos.backend.BackendKind;
import io.seatrial.chaos.backend.BackendResolver;
import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.network.Preparation;
import io.seatrial.testkit.rule.Rule;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Opens proxied networks on one Toxiproxy server. */
public final class ToxiproxyNetworks implements NetworkProvider, AutoCloseable {

    private final Resolution<? extends Backend> server;

    private ToxiproxyNetworks(Resolution<? extends Backend> server) {
        this.server = server;
    }

    /** Finds a server or starts one, as an environment says. It ends when this is closed, or with the JVM. */
    public static ToxiproxyNetworks find(Map<String, String> environment) {
        return new ToxiproxyNetworks(
                BackendResolver.of(BackendKind.TOXIPROXY, environment).open());
    }

    @Override
    public NetworkKind kind() {
        return NetworkKind.PROXIED;
    }

    /** Returns why there is no server. */
    @Override
    public Optional<String> unavailable() {
        return server.obstacle();
    }

    @Override
    public Optional<String> impossible(Rule rule) {
        return ToxiproxyLimits.of(rule);
    }

    /** Returns which server it is. */
    public Optional<String> shown() {
        return server.found().map(found -> found.info().shown());
    }

    @Override
    public void prepare() {
        try (Network network = open(0)) {
            Preparation.carryOneConnection(network);
        }
    }

    /**
     * Opens a network.
     *
     * @throws java.util.NoSuchElementException if there is no server
     */
    @Override
    public Network open(long seed) {
        URI api = URI.create(server.found().orElseThrow().info().url());
        return new ProxiedNetwork(() -> ChaosEngine.toxiproxy(new InetSocketAddress(api.getHost(), api.getPort())));
    }

    /** Ends the server, if it was started for this. */
    @Override
    public void close() {
        server.found().ifPresent(Backend::close);
    }
}
