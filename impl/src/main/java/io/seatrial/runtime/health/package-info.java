/**
 * What a worker says of its health, and how it finds out: the state of each endpoint, the rules by which they make one state, and the canary
 * that calls an idle endpoint as a caller would (dynamo-manager.md 5.9).
 */
@NullMarked
package io.seatrial.runtime.health;

import org.jspecify.annotations.NullMarked;
