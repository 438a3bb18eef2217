/**
 * The life of a worker: endpoints are started in an order in which nobody can see an address that does not answer, and ended in one in
 * which nobody is sent to a handler that is gone (dynamo-manager.md 5.2, 5.8).
 */
@NullMarked
package io.seatrial.runtime;

import org.jspecify.annotations.NullMarked;
