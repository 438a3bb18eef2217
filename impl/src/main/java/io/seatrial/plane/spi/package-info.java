/**
 * What a transport implements and what it is handed: the provider found by {@link java.util.ServiceLoader}, the settings that
 * it declares, and the one object through which it reaches sockets, time, threads and randomness.
 */
@NullMarked
package io.seatrial.plane.spi;

import org.jspecify.annotations.NullMarked;
