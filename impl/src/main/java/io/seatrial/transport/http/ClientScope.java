package io.seatrial.transport.http;

import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.sending.ClientLedger;

/**
 * What all parts of one client share.
 *
 * @param io connections, time, timers
 * @param behaviour the differences between the profiles
 * @param limits the bounds
 * @param ledger the counts
 * @param failures the errors
 */
record ClientScope(
        NetworkIo io, HttpBehaviour behaviour, ClientLimits limits, ClientLedger ledger, ClientFailures failures) {

    /** Derives everything from the context. */
    static ClientScope of(PlaneContext context, HttpBehaviour behaviour) {
        return new ClientScope(
                context.io(),
                behaviour,
                ClientLimits.of(context.settings(), behaviour),
                new ClientLedger(behaviour.counts()),
                new ClientFailures(behaviour.typesFailures()));
    }

    /** Returns the time in nanoseconds. */
    long now() {
        return io.nanoTime();
    }
}
