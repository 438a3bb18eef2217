/**
 * The TCP request plane: one listener that all endpoints of a process share, and clients that send requests to such listeners over
 * long-lived connections (dynamo-tcp.md 2 and 3). Only the provider is public; everything else is reached through the contract.
 */
@NullMarked
package io.seatrial.transport.tcp;

import org.jspecify.annotations.NullMarked;
