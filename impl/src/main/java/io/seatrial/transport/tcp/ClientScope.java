package io.seatrial.transport.tcp;

import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.sending.ClientLedger;
import io.seatrial.sending.Connector;
import io.seatrial.wire.RequestFrameEncoder;
import io.seatrial.wire.WireLimits;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all parts of one client share.
 *
 * @param io connections, time, timers
 * @param notices where messages to the operator go
 * @param behaviour the differences between the profiles
 * @param limits the bounds
 * @param encoder encodes requests up to the limit that the profile has for them
 * @param ledger the counts
 * @param failures the errors
 */
record ClientScope(
        NetworkIo io,
        Notices notices,
        TcpBehaviour behaviour,
        ClientLimits limits,
        RequestFrameEncoder encoder,
        ClientLedger ledger,
        ClientFailures failures) {

    /** Derives everything from the context. */
    static ClientScope of(PlaneContext context, TcpBehaviour behaviour) {
        ClientLimits limits = ClientLimits.of(context.settings());
        int largest = behaviour.checksBeforeConnecting() ? limits.frameBytes() : WireLimits.UNLIMITED;
        return new ClientScope(
                context.io(),
                context.notices(),
                behaviour,
                limits,
                new RequestFrameEncoder(largest),
                new ClientLedger(behaviour.countsEverything()),
                new ClientFailures(behaviour.typesUnreachable()));
    }

    /** Returns the time in nanoseconds. */
    long now() {
        return io.nanoTime();
    }

    /** Returns what opens connections, so many at once; see {@link Connector}. */
    Connector connector(int atOnce, ScheduledExecutorService timers, Executor owner) {
        return new Connector(io, limits.connectOptions(), atOnce, timers, owner);
    }
}
