/** The command {@code chaos}: random faults on real sockets. */
@NullMarked
package io.seatrial.scenarios.chaos;

import org.jspecify.annotations.NullMarked;
