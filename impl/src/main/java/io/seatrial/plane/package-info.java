/**
 * The contract between those who hand each other requests and the transports that carry them: identity, server, client,
 * handler, errors. It imports nothing of the other packages, so that a third party can implement it without them.
 */
@NullMarked
package io.seatrial.plane;

import org.jspecify.annotations.NullMarked;
