/** The rules as data: what a request plane promises, where each promise comes from, and what to check when it is broken. */
@NullMarked
package io.seatrial.testkit.rule;

import org.jspecify.annotations.NullMarked;
