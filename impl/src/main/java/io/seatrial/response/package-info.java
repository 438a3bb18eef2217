/**
 * The response plane: for each request the worker connects back to the caller and streams the answer there, whatever plane carried the
 * request (dynamo-tcp.md 1.5, 2.5, 5). The worker's side is {@link io.seatrial.response.CallHomeHandler}, which runs an
 * {@link io.seatrial.response.Engine} for each request; the caller's side is {@link io.seatrial.response.Caller}, which hands out a
 * {@link io.seatrial.response.ResponseStream} of what comes back to its {@link io.seatrial.response.ResponseServer}. Everything of one
 * stream happens on the event loop of its connection.
 */
@NullMarked
package io.seatrial.response;

import org.jspecify.annotations.NullMarked;
