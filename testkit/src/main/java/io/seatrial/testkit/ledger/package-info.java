/** What a case opens and must close: threads, descriptors, ports, channels, timers, buffers. */
@NullMarked
package io.seatrial.testkit.ledger;

import org.jspecify.annotations.NullMarked;
