/**
 * The connection to a NATS server, opened once and only when something needs it, and shared by the request plane and by discovery. It
 * holds the rules for the server's URL and for credentials, and tells the operator what happens to the connection.
 */
@NullMarked
package io.seatrial.nats;

import org.jspecify.annotations.NullMarked;
