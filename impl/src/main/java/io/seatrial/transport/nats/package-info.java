/**
 * The NATS request plane: each endpoint listens on a subject of its own, requests are core NATS request and reply, and answers travel on
 * the response plane. The connection is {@link io.seatrial.nats.NatsLink}'s and is shared.
 */
@NullMarked
package io.seatrial.transport.nats;

import org.jspecify.annotations.NullMarked;
