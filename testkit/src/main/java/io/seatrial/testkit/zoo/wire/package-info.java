/** Handlers that change what a plane sends or reads, for mutants whose bug is on the wire. */
@NullMarked
package io.seatrial.testkit.zoo.wire;

import org.jspecify.annotations.NullMarked;
