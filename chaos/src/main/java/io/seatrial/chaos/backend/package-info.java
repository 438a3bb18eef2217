/**
 * Back ends: a NATS server and Toxiproxy, found or started and never imitated. Looked for is a URL, then the program, then an image for
 * Docker; the first that is there is taken, and if it does not work, that is told and no other way is tried in silence.
 */
@NullMarked
package io.seatrial.chaos.backend;

import org.jspecify.annotations.NullMarked;
