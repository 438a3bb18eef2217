/**
 * What a third party implements to put a request plane to the trial: {@link io.seatrial.testkit.spi.PlaneUnderTest} and the factories it
 * leads to, nothing else.
 */
@NullMarked
package io.seatrial.testkit.spi;

import org.jspecify.annotations.NullMarked;
