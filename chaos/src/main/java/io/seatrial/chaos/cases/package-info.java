/** Rules and cases about what a plane does while something goes wrong on its way. They run on the network {@code proxied}. */
@NullMarked
package io.seatrial.chaos.cases;

import org.jspecify.annotations.NullMarked;
