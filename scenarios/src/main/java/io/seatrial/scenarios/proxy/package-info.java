/** The fault proxy alone: {@code seatrial proxy}, for programs in any language that have a client of Toxiproxy. */
@NullMarked
package io.seatrial.scenarios.proxy;

import org.jspecify.annotations.NullMarked;
