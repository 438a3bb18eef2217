/**
 * The rules that the build holds about the shape of the code: who may import whom, where time, threads and randomness may come from,
 * and what every package and every public type owes its readers. Each rule has a test that plants a violation and sees it caught.
 * The test jar of this module carries the rules, so that the modules above hold theirs with the same words.
 */
@NullMarked
package io.seatrial.architecture;

import org.jspecify.annotations.NullMarked;
