package io.seatrial.chaos.network;

import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.network.Preparation;
import java.util.function.LongFunction;

/** Opens proxied networks, each on an engine of its own. */
public final class ProxiedNetworks implements NetworkProvider {

    private final LongFunction<? extends ChaosEngine> engines;

    /** Creates a provider on the embedded engine, for {@link java.util.ServiceLoader}. */
    public ProxiedNetworks() {
        this(ChaosEngine::embedded);
    }

    /**
     * Creates a provider.
     *
     * @param engines makes an engine for each network, from its seed; the network closes it
     */
    public ProxiedNetworks(LongFunction<? extends ChaosEngine> engines) {
        this.engines = engines;
    }

    @Override
    public NetworkKind kind() {
        return NetworkKind.PROXIED;
    }

    /** Carries one connection: the first one makes the JDK and Netty open descriptors that they keep. */
    @Override
    public void prepare() {
        try (Network network = open(0)) {
            Preparation.carryOneConnection(network);
        }
    }

    @Override
    public Network open(long seed) {
        return new ProxiedNetwork(() -> engines.apply(seed));
    }
}
