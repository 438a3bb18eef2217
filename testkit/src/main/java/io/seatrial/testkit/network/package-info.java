/** What carries the bytes of a trial, and its clock: the seam that lets one case run on sockets and in simulation. */
@NullMarked
package io.seatrial.testkit.network;

import org.jspecify.annotations.NullMarked;
