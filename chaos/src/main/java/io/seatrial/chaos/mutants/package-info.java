/** Mutants that show only while something goes wrong on the way. */
@NullMarked
package io.seatrial.chaos.mutants;

import org.jspecify.annotations.NullMarked;
