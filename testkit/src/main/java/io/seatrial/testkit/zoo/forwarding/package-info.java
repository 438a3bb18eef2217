/** Planes' parts that do as another one does, for mutants that do one thing otherwise. */
@NullMarked
package io.seatrial.testkit.zoo.forwarding;

import org.jspecify.annotations.NullMarked;
