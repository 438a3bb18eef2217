/**
 * What a case puts around the plane under test: raw connections and listeners that speak the wire by hand, and handlers, health
 * listeners and subscribers that keep what they are given.
 */
@NullMarked
package io.seatrial.testkit.probe;

import org.jspecify.annotations.NullMarked;
