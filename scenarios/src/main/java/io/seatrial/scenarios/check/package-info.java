/** {@code seatrial check}: what a run recorded, judged once more. */
@NullMarked
package io.seatrial.scenarios.check;

import org.jspecify.annotations.NullMarked;
