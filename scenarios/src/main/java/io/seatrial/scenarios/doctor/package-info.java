/** {@code seatrial doctor}: what this machine has, what it lacks, and the one command that helps. */
@NullMarked
package io.seatrial.scenarios.doctor;

import org.jspecify.annotations.NullMarked;
