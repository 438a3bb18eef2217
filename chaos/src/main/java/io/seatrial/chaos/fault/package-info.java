/**
 * What can go wrong between two ends of a connection, as values: a {@link io.seatrial.chaos.fault.Fault} says what happens, an
 * {@link io.seatrial.chaos.fault.Injection} where, when, how often and from which seed. Nothing here touches a socket. Each fault says
 * what the two ends see, because a name like "cut" has misled users of other tools.
 */
@NullMarked
package io.seatrial.chaos.fault;

import org.jspecify.annotations.NullMarked;
