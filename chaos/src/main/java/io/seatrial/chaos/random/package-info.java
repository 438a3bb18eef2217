/**
 * Random chaos: workload, topology and faults drawn from a seed, carried out on real sockets, healed, and judged: everything answers again,
 * every request had exactly one outcome, nothing leaked. A plan is data; the same seed gives the same plan.
 */
@NullMarked
package io.seatrial.chaos.random;

import org.jspecify.annotations.NullMarked;
