/** The command that tries the catalogue itself: {@code seatrial mutants}. */
@NullMarked
package io.seatrial.scenarios.mutants;

import org.jspecify.annotations.NullMarked;
