package io.seatrial.transport.http;

import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.serving.HandlerTable;

/**
 * What all connections of one server share.
 *
 * @param io time
 * @param behaviour the differences between the profiles
 * @param limits the bounds
 * @param root the prefix of every route
 * @param refusals the answers to requests that no handler gets
 * @param intake decides about requests that came whole
 */
record ServerScope(
        NetworkIo io, HttpBehaviour behaviour, ServerLimits limits, RootPath root, Refusals refusals, Intake intake) {

    /** Derives everything from the context. */
    static ServerScope of(PlaneContext context, HttpBehaviour behaviour, RootPath root, HandlerTable table) {
        ServerLimits limits = ServerLimits.of(context.settings(), behaviour);
        Refusals refusals = new Refusals(behaviour.explainsRefusals(), root, limits.maxBodyBytes());
        return new ServerScope(
                context.io(),
                behaviour,
                limits,
                root,
                refusals,
                new Intake(context, behaviour, limits, table, refusals));
    }
}
