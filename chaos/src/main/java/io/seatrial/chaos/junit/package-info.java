/**
 * Faults for the tests of anybody's: {@link io.seatrial.chaos.junit.Chaos} gives a JUnit test links to any TCP service, undoes everything
 * at its end, and fails it if it left something behind. Works on JUnit 5.14 and 6; whoever uses it brings JUnit.
 */
@NullMarked
package io.seatrial.chaos.junit;

import org.jspecify.annotations.NullMarked;
