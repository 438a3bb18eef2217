package io.seatrial.chaos.random;

import io.seatrial.chaos.engine.ChaosEngine;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Makes an engine for each run. */
@FunctionalInterface
interface Engines {

    ChaosEngine open(long seed);

    static Engines embedded() {
        return ChaosEngine::embedded;
    }

    static Engines toxiproxy(Supplier<InetSocketAddress> api) {
        return seed -> ChaosEngine.toxiproxy(api.get());
    }
}
