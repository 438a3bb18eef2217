/**
 * The bytes of Dynamo 1.0.x on both TCP planes: request frame, acknowledgement, two-part message, and the JSON that travels in them
 * (dynamo-tcp.md 1). There is no I/O here and nothing waits: encoders write buffers, decoders are fed a buffer and return a message,
 * or {@code null} while bytes are missing, in which case they have consumed nothing. What a hostile peer can send leads to a message
 * or to a {@link io.seatrial.wire.WireException}, before anything is allocated for a length that it announced. Unless a method says
 * otherwise, encoders take over the reference of a buffer they are given, decoders leave the caller its own and return retained
 * slices, and nothing here is copied if it is larger than {@link io.seatrial.wire.WireLimits#COPY_BYTES}.
 */
@NullMarked
package io.seatrial.wire;

import org.jspecify.annotations.NullMarked;
