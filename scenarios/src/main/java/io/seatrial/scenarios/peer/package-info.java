/**
 * A worker and a caller by hand, each in a process of its own: {@code seatrial serve} and {@code seatrial call}. They speak what Dynamo's
 * own workers and callers speak.
 */
@NullMarked
package io.seatrial.scenarios.peer;

import org.jspecify.annotations.NullMarked;
