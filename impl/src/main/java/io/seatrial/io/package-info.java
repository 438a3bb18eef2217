/**
 * The production network: real sockets through Netty, the system's clock, real threads. This is the one package that may touch them.
 */
@NullMarked
package io.seatrial.io;

import org.jspecify.annotations.NullMarked;
