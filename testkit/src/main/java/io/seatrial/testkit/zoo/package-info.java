/**
 * Deliberately broken planes, each with one bug, with which the catalogue is tried: a rule that kills no mutant may look at nothing.
 */
@NullMarked
package io.seatrial.testkit.zoo;

import org.jspecify.annotations.NullMarked;
