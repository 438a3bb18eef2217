/** The mutants, by the part of a plane that they break. */
@NullMarked
package io.seatrial.testkit.zoo.mutants;

import org.jspecify.annotations.NullMarked;
