/**
 * JSON as Toxiproxy's server reads and writes it: one value from the beginning of a text, with the messages of its parser for what is no
 * JSON, and its way to write strings and numbers. Clients show these messages, so they are part of the API.
 */
@NullMarked
package io.seatrial.chaos.json;

import org.jspecify.annotations.NullMarked;
