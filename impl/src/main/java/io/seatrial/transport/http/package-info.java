/**
 * The HTTP request plane: a request is a POST, its acknowledgement the answer 202 (dynamo-manager.md 3). One listener, which speaks HTTP/1.1
 * and HTTP/2 without TLS, serves all endpoints of a process; clients multiplex their requests over HTTP/2 where the peer has it. Only the
 * provider is public; everything else is reached through the contract.
 */
@NullMarked
package io.seatrial.transport.http;

import org.jspecify.annotations.NullMarked;
