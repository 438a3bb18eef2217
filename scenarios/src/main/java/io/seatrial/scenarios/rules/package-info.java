/** {@code seatrial explain} and {@code seatrial rules}: the catalogue, one rule at a time or as pages. */
@NullMarked
package io.seatrial.scenarios.rules;

import org.jspecify.annotations.NullMarked;
