package io.seatrial.chaos.proxy;

import io.seatrial.chaos.fault.Draws;
import io.seatrial.chaos.fault.Injection;

/**
 * A fault on a proxy.
 *
 * @param injection what was asked for
 * @param proxy the name of the proxy
 * @param seed the seed that it draws from
 * @param change how often it was changed: each time a share of the connections is drawn anew
 */
record Injected(Injection injection, String proxy, long seed, int change) {

    String name() {
        return injection.name();
    }

    /** Returns the random numbers of one connection; the same for the same seed, name and number. */
    Draws draws(long connection) {
        return Draws.of(seed, proxy, injection.name(), Long.toString(connection), Integer.toString(change));
    }

    static boolean hits(Injection injection, Draws draws) {
        return draws.unit() < injection.probability();
    }
}
