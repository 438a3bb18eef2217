/**
 * How callers learn where the instances of an endpoint are: one contract, {@link io.seatrial.discovery.Discovery}, and its stores. The
 * file store shares its directory with Dynamo 1.0.x, in both directions (dynamo-manager.md 5.11).
 */
@NullMarked
package io.seatrial.discovery;

import org.jspecify.annotations.NullMarked;
