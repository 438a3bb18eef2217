/**
 * What somebody who writes a case works with: the annotation {@link io.seatrial.testkit.Case}, the {@link io.seatrial.testkit.Trial} that a
 * case is given, and the processes it opens. Expectations are in {@code expect}, raw connections in {@code probe}.
 */
@NullMarked
package io.seatrial.testkit;

import org.jspecify.annotations.NullMarked;
