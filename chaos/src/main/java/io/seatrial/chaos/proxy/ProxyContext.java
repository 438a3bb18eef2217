package io.seatrial.chaos.proxy;

import io.seatrial.chaos.proxy.framing.Framing;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of a proxy share.
 *
 * @param upstream the server's address as it was given; looked up anew for each connection
 * @param framing how bytes fall into frames, if that is known
 */
record ProxyContext(String upstream, @Nullable Framing framing, Connector connector, Traffic traffic) {}
