/** Which plane a command puts to the trial: the reference, or somebody's adapter from jars of their own. */
@NullMarked
package io.seatrial.scenarios.adapter;

import org.jspecify.annotations.NullMarked;
