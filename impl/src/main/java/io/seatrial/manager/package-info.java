/**
 * The network manager: one shared server per process and transport, created lazily and once, its port published once, clients made on
 * demand (dynamo-manager.md 1, rules M1 to M30). What the model keeps in process-wide statics is here the state of a
 * {@link io.seatrial.manager.ProcessScope}.
 */
@NullMarked
package io.seatrial.manager;

import org.jspecify.annotations.NullMarked;
