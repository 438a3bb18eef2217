/**
 * Real servers of others that some trials need beside the plane: a NATS server, a fault proxy. The testkit says what it needs and lends
 * it to the cases; who finds or starts one is found by {@link java.util.ServiceLoader}. What is missing is a value with a reason and a
 * remedy, so that nothing that needs it can look as if it had passed.
 */
@NullMarked
package io.seatrial.testkit.backend;

import org.jspecify.annotations.NullMarked;
