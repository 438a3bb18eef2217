package io.seatrial.chaos.random;

import io.seatrial.chaos.engine.ChaosEngine;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Makes an engine for each run. */
interface Engines {

    ChaosEngine open(long seed);

    /** Does what must be done before each run so that the run is not blamed for it. */
    default void prepare() {}

    static Engines embedded() {
        return ChaosEngine::embedded;
    }

    /** The client of a server keeps its connection for some seconds: the one that a run finds is none that it left. */
    static Engines toxiproxy(Supplier<InetSocketAddress> api) {
        return new Engines() {
            @Override
            public ChaosEngine open(long seed) {
                return ChaosEngine.toxiproxy(api.get());
            }

            @Override
            public void prepare() {
                open(0).close();
            }
        };
    }
}
