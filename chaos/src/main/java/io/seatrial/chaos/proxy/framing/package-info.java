/**
 * Where frames end. A link that knows its {@link io.seatrial.chaos.proxy.framing.Framing} can be cut, stalled and corrupted at frames
 * instead of bytes. Only boundaries are read here: what a frame means is not, and nothing is refused, for a fault proxy must also carry
 * what its ends would call an error.
 */
@NullMarked
package io.seatrial.chaos.proxy.framing;

import org.jspecify.annotations.NullMarked;
