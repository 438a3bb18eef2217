/**
 * Asks servers who they are, over a plain connection and within a bound: is it there, is it ready, which version is it. It needs no client
 * library, so that looking costs little where nothing is found.
 */
@NullMarked
package io.seatrial.chaos.probe;

import org.jspecify.annotations.NullMarked;
