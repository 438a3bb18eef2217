/**
 * The network {@code proxied}: each listener of a trial stands behind a clean proxy of its own at the address that it asked for, and each
 * broker behind one at the URL that the trial hands out, so the cases of the testkit run unchanged and nothing may change.
 */
@NullMarked
package io.seatrial.chaos.network;

import org.jspecify.annotations.NullMarked;
