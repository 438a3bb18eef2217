/** Expectations and the findings they throw: the vocabulary in which a case says what is wrong. */
@NullMarked
package io.seatrial.testkit.expect;

import org.jspecify.annotations.NullMarked;
